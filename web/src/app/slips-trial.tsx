/** Rules of colours tried, with the words of their room. */
import './slips-frame'

export { SimulationPanel } from '@/features/supervision/simulation'
