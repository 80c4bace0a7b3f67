import { embeddedTarget } from '../testing/embedded-target'
import { describeEngine } from '../testing/conformance'

describeEngine(embeddedTarget())
