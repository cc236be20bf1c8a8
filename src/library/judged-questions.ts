/**
 * Questions in other words than the papers use, each with the one paper of the starter library that answers it. A model
 * is measured on them; nothing else is tuned on them.
 */
export const judgedQuestions: readonly JudgedQuestion[] = [
  { text: "randomly switching off neurons to stop overfitting", id: "1207.0580" },
  { text: "tiny perturbations invisible to humans that trick a classifier", id: "1312.6199" },
  { text: "two networks competing, one forging and one judging", id: "1406.2661" },
  { text: "letting a small student learn from a big teacher's soft labels", id: "1503.02531" },
  { text: "shortcut paths that let very deep nets be optimized", id: "1512.03385" },
  {
    text: "privacy preserving learning across mobile devices without sharing user records",
    id: "1602.05629",
  },
  { text: "saving gpu memory by recomputing the forward pass", id: "1604.06174" },
  { text: "finding the closest vectors quickly in a large database", id: "1603.09320" },
  { text: "speech synthesis directly at the waveform level", id: "1609.03499" },
  { text: "computers designing neural networks automatically", id: "1611.01578" },
  { text: "turning horses into zebras without matching photo pairs", id: "1703.10593" },
  { text: "small subnetworks that train as well as the full model", id: "1803.03635" },
  { text: "documentation describing where a corpus comes from and its intended use", id: "1803.09010" },
  { text: "agent dreaming inside its own learned simulator", id: "1803.10122" },
  { text: "how loss falls as compute, parameters and tokens grow", id: "2001.08361" },
  { text: "looking up documents to help a generator answer facts", id: "2005.11401" },
  { text: "novel view rendering of a 3D place from photographs", id: "2003.08934" },
  { text: "cheap finetuning by adding small matrices to frozen weights", id: "2106.09685" },
  { text: "asking the model to show its working step by step", id: "2201.11903" },
  { text: "aligning chatbots with what users want through labelers' rankings", id: "2203.02155" },
  { text: "exact softmax faster by tiling between slow and quick memory", id: "2205.14135" },
  { text: "drafting tokens with a small model and verifying them in parallel", id: "2211.17192" },
  { text: "teaching a chatbot to call calculators and web services", id: "2302.04761" },
  { text: "cutting out any object in a photo from a click", id: "2304.02643" },
  { text: "simulated village of characters with memories and plans", id: "2304.03442" },
  { text: "preference tuning without training a reward model", id: "2305.18290" },
  { text: "serving many chat requests with a cache in blocks like virtual memory", id: "2309.06180" },
  { text: "can AI fix real bugs in open source repositories", id: "2310.06770" },
  { text: "recurrent alternative whose cost does not grow quadratically", id: "2312.00752" },
  { text: "finding how a ligand binds a protein with a generative model", id: "2210.01776" },
]

export type JudgedQuestion = { readonly text: string; readonly id: string }
