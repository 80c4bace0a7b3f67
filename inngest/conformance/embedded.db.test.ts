import { embeddedTarget } from './embedded-target'
import { describeEngine } from './suite'

describeEngine(embeddedTarget())
