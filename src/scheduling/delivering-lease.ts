/** The name of the lease on delivering, where one of several bots does it and the others stand by. */
export const deliveringLease = "delivering"
