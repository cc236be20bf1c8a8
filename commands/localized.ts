import type { Localized } from "../src/vocabulary/command.ts"

/**
 * What each command is for in the languages of most readers, where a platform shows descriptions in its member's own.
 * Locales as Discord writes them; at most 100 characters each, as in English.
 */
export const localized = {
  search: {
    de: "Findet Paper nach Titel, Person, Thema oder Frage",
    fr: "Trouver des articles par titre, auteur, sujet ou question",
    "es-ES": "Busca artículos por título, autor, tema o pregunta",
    ja: "タイトル・著者・話題・質問から論文を探す",
    "zh-CN": "按标题、作者、主题或问题查找论文",
  },
  today: {
    de: "Die Paper der heutigen Liste oder eines anderen Tages, einer Woche, eines Monats",
    fr: "Les articles du jour, ou d'un autre jour, d'une semaine, d'un mois",
    "es-ES": "Los artículos de hoy, o de otro día, semana o mes",
    ja: "今日の論文リスト、または別の日・週・月のリスト",
    "zh-CN": "今天的论文列表，或其他某天、某周、某月的列表",
  },
  top: {
    de: "Die Paper mit den meisten Stimmen eines Tages, einer Woche oder eines Monats",
    fr: "Les articles les mieux votés d'un jour, d'une semaine ou d'un mois",
    "es-ES": "Los artículos más votados de un día, una semana o un mes",
    ja: "日・週・月ごとの得票数が多い論文",
    "zh-CN": "某天、某周或某月得票最多的论文",
  },
  trending: {
    de: "Die Paper, über die auf Hugging Face gerade am meisten gesprochen wird",
    fr: "Les articles dont on parle le plus sur Hugging Face en ce moment",
    "es-ES": "Los artículos de los que más se habla ahora en Hugging Face",
    ja: "いま Hugging Face で最も話題の論文",
    "zh-CN": "Hugging Face 上当前最热门的论文",
  },
  show: {
    de: "Ein Paper ganz: Abstract, Stimmen, Code, Modelle und wo es hier besprochen wurde",
    fr: "Un article en entier : résumé, votes, code, modèles, et où il a été discuté ici",
    "es-ES": "Un artículo completo: resumen, votos, código, modelos y dónde se habló de él aquí",
    ja: "論文の全情報：要旨、票、コード、モデル、ここでの議論",
    "zh-CN": "论文全貌：摘要、票数、代码、模型，以及在此处的讨论",
  },
  similar: {
    de: "Paper, die von Ähnlichem handeln wie dieses",
    fr: "Des articles sur les mêmes sujets que celui-ci",
    "es-ES": "Artículos sobre los mismos temas que este",
    ja: "この論文と似た内容の論文",
    "zh-CN": "与这篇内容相近的论文",
  },
  upvote: {
    de: "Stimmt hier für ein Paper, oder nimmt die Stimme zurück",
    fr: "Voter ici pour un article, ou retirer son vote",
    "es-ES": "Vota aquí por un artículo, o retira tu voto",
    ja: "ここで論文に投票する、または票を取り消す",
    "zh-CN": "在这里为论文投票，或撤回投票",
  },
  discuss: {
    de: "Öffnet den Thread zu einem Paper, oder findet den vorhandenen",
    fr: "Ouvrir le fil d'un article, ou retrouver celui qui existe",
    "es-ES": "Abre el hilo de un artículo, o encuentra el que ya existe",
    ja: "論文のスレッドを開く、または既にあるものを見つける",
    "zh-CN": "打开论文的讨论串，或找到已有的",
  },
  random: {
    de: "Ein Paper nach Zufall",
    fr: "Un article au hasard",
    "es-ES": "Un artículo al azar",
    ja: "ランダムな論文を一本",
    "zh-CN": "随机一篇论文",
  },
  find: {
    de: "Die Paper, auf die ein Text oder eine Nachricht verweist",
    fr: "Les articles vers lesquels un texte ou un message renvoie",
    "es-ES": "Los artículos que enlaza un texto o un mensaje",
    ja: "文章やメッセージがリンクしている論文",
    "zh-CN": "一段文字或一条消息中链接到的论文",
  },
  help: {
    de: "Was man fragen kann, mit Zeilen, die funktionieren",
    fr: "Ce que l'on peut demander, avec des exemples qui marchent",
    "es-ES": "Lo que se puede pedir, con ejemplos que funcionan",
    ja: "できることの一覧と、そのまま使える例",
    "zh-CN": "可以问什么，附可直接使用的示例",
  },
  deliver: {
    de: "Postet die neueste Ausgabe dieses Kanals jetzt, statt ihre Zeit abzuwarten",
    fr: "Publier tout de suite la dernière édition de ce salon, sans attendre son heure",
    "es-ES": "Publica ya la última edición de este canal, sin esperar a su hora",
    ja: "このチャンネルの最新の投稿を、時刻を待たずに今すぐ行う",
    "zh-CN": "立即发布本频道的最新一期，不等预定时间",
  },
  channel: {
    de: "Was dieser Kanal bekommt und wann: einrichten, proben, abschalten",
    fr: "Ce que ce salon reçoit et quand : régler, essayer, arrêter",
    "es-ES": "Qué recibe este canal y cuándo: configurarlo, ensayarlo, apagarlo",
    ja: "このチャンネルに届く内容と時刻：設定、試行、停止",
    "zh-CN": "本频道收到什么、何时收到：设置、预演、关闭",
  },
  why: {
    de: "Ob ein Paper in diesem Kanal gepostet wurde, wann, und welche Regel entschied",
    fr: "Si un article a été publié dans ce salon, quand, et quelle règle en a décidé",
    "es-ES": "Si un artículo se publicó en este canal, cuándo y qué regla lo decidió",
    ja: "論文がこのチャンネルに投稿されたか、いつか、どの規則で決まったか",
    "zh-CN": "某篇论文是否在本频道发布过、何时发布、由哪条规则决定",
  },
  health: {
    de: "Wie es den Posts dieses Kanals erging: gesendet, bestätigt, gescheitert, und was folgt",
    fr: "Le sort des messages de ce salon : envoyés, confirmés, échoués, et la suite",
    "es-ES": "Cómo les fue a los mensajes de este canal: enviados, confirmados, fallidos, y qué sigue",
    ja: "このチャンネルの投稿の状況：送信、確認、失敗、今後の対応",
    "zh-CN": "本频道各次发布的情况：已发送、已确认、失败，以及后续处理",
  },
  home: {
    de: "Was heute neu ist, wofür man gestimmt hat und welche Kanäle Posts bekommen",
    fr: "Les nouveautés du jour, vos votes, et les salons qui reçoivent des messages",
    "es-ES": "Lo nuevo de hoy, lo que has votado y qué canales reciben mensajes",
    ja: "今日の新着、投票した論文、投稿が届くチャンネル",
    "zh-CN": "今天有什么新内容、你投过的票、哪些频道会收到推送",
  },
} as const satisfies Readonly<Record<string, Localized>>
