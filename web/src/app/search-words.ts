/** Words of the hits, loaded with the first search: the frame itself carries no words of the contract. */
export { StageWords } from '@/api/labels'
