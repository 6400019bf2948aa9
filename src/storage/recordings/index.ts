/**
 * Recordings on the disk.
 *
 * Terminology. *Spool*: raw audio of both sides, safe on the disk within a second. *Part*: an mp3 in the
 * making.
 */
export { createDiskRecordings, type DiskRecordingsOptions } from './disk-recordings.ts'
