package rank

const Count = featureCount
const FirstStage = featureRank
