/** Deze maand · Vorige maand · Dit kwartaal · Dit jaar · Eigen periode */
export const statisticsPeriods = ['this-month', 'last-month', 'quarter', 'year', 'custom'] as const
export const statisticsGranularities = ['day', 'week', 'month'] as const
export const statisticsComparisons = ['previous', 'last-year', 'none'] as const
