/**
 * English of what somebody meets who reads no Chinese: signing in, the first password, what may go wrong there. (The page about
 * the API has its own, `rooms/docs.en.ts`.) The keys are those of the Chinese, which the type holds.
 */
import type { Words } from './index'

type Spoken = Pick<Words, 'app' | 'confirm' | 'entry' | 'signIn' | 'password' | 'state'>

const words: Spoken = {
  app: {
    name: 'Chengfeng',
    title: '{{page}} · Chengfeng',
    skip: 'Skip to content',
    unclassified: 'This is not a system for classified information. Never enter any.',
    loading: 'Loading…',
  },
  entry: { language: 'Language', chinese: '中文', english: 'English' },
  confirm: {
    title: 'Please confirm',
    subtitle: 'Was your difficulty solved?',
    ask: 'Has this been solved?',
    stars: 'Satisfaction',
    text: 'Remarks',
    yes: 'Solved',
    no: 'Not solved',
    needStars: 'Please rate first, 1 to 5.',
    needText: 'Please say what is not solved, so that it is taken up again.',
    thanks: 'Received, thank you. You may close this page.',
  },
  signIn: {
    title: 'Investment promotion workbench',
    remember: 'Stay signed in here for {{days}} days',
    notShared: ' (not on a shared computer)',
    contact: 'Cannot sign in? Contact {{contact}}',
    username: 'User name',
    password: 'Password',
    capsLock: 'Caps Lock is on',
    submit: 'Sign in',
    required: 'Enter your user name and password',
    signedOut: 'You have signed out',
    expired: 'Your session has ended. Sign in again: what you filled in is still there.',
    expiredTitle: 'Sign in again',
  },
  password: {
    title: 'Change password',
    must: 'After a first sign-in or a reset, choose a password that only you know.',
    current: 'Current password',
    next: 'New password',
    again: 'New password once more',
    different: 'The two new passwords differ. Type the second one again.',
    rules:
      'At least 10 characters, of at least three kinds (capitals, small letters, digits, others); no common words, not your own name, none of your last five',
    submit: 'Change and go on',
    save: 'Change',
    saved: 'Password changed. You are signed out everywhere else.',
    leave: 'Sign out',
  },
  state: {
    retry: 'Try again',
    requestId: 'Request',
    copy: 'Copy',
    failed: 'That did not work',
    loadFailed: 'Not loaded',
    broken:
      'This page did not load: no network, or the system has just been updated. Try again; after an update load it again; if that does not help, ask your administrator.',
    reload: 'Load again',
    back: 'Back',
    noRole: 'Your account has no role yet',
    noRoleText: 'You cannot work here yet. Ask the administrator for a role{{contact}}.',
    contact: ' ({{contact}})',
    offline: 'The server cannot be reached. Check your network.',
    offlineBar: 'No network: you see what was there at {{at}}. It is renewed when the network is back.',
    offlineKept: 'The server cannot be reached. What you typed is kept on this machine: send it again when the network is back.',
    offlineKeptBar:
      'No network. What you typed is kept on this machine ({{at}}). You see what was there at {{seen}}; it is renewed when the network is back.',
    notFound: 'Not found, or not yours to see',
    notFoundPage: 'There is no such page',
    home: 'To the workbench',
    unreadable:
      'A gateway before the server gave no proper answer ({{status}}). Try again later; if it stays, tell the administrator.',
    waitSeconds: 'Try again in {{seconds}} seconds',
    unknown: 'Not recorded',
  },
}

/** What the API says in Chinese sentences, by its code (a dot is an underscore here): on the way in, and about a password. */
export const problems: Readonly<Record<string, string>> = {
  auth_failed: 'User name or password is wrong. Check both and try again.',
  auth_locked: 'Too many failures. Wait and try again; if you forgot your password, ask the administrator for a new one.',
  auth_password_expired: 'This one-time password has expired. Ask the administrator for another.',
  auth_weak_password: 'The new password is not good enough; see below.',
  auth_foreign_origin: 'This address may not be used to sign in. Open the one you were given.',
  request_invalid: 'Something is not filled in as it should be; see below.',
  request_rate_limited: 'Too many requests from this address.',
  resource_conflict: 'The password was changed a moment ago. Sign in with the new one.',
  server_internal: 'The server failed. Try again; if it stays, tell the administrator the number below.',
  required: 'This is required.',
  wrong: 'The current password is wrong.',
  too_short: 'At least 10 characters: a few words that have nothing to do with each other are easy to remember.',
  too_long: 'Too long; shorten it.',
  too_simple: 'Use at least three kinds: capital letters, small letters, digits, other signs.',
  common: 'Easily guessed (a common word, keys in a row, a year). Choose another.',
  own_name: 'It contains your user name or your name. Choose another.',
  reused: 'It is one of your last five. Choose another.',
}

export default words
