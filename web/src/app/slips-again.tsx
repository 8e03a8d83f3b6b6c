/** 批示 from whatever page one is on, with the words of its room. */
import './slips-frame'

export { InstructDialog } from '@/features/supervision/instruct'
