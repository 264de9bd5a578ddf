import { existsSync } from 'node:fs'
import { totalmem } from 'node:os'

const gigabyte = 1024 ** 3

/**
 * How the embedded server runs: everything that was committed survives a power cut; sized for a laptop that also does other
 * things. Whoever wants other settings, replicas or another machine sets DATABASE_URL.
 */
export function serverSettings(memory = totalmem()): Record<string, string> {
  return {
    listen_addresses: '',
    unix_socket_permissions: '0700',
    max_connections: '80',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    shared_buffers: memory >= 8 * gigabyte ? '256MB' : memory >= 4 * gigabyte ? '128MB' : '64MB',
    effective_cache_size: `${Math.round(memory / 2 / 1024 ** 2)}MB`,
    work_mem: '8MB',
    maintenance_work_mem: '128MB',
    // One program reads and one writes; a fleet of helpers would only cost memory.
    io_method: 'sync',
    max_worker_processes: '4',
    max_parallel_workers: '2',
    max_parallel_workers_per_gather: '1',
    max_logical_replication_workers: '0',
    autovacuum_max_workers: '2',
    // A new desk that fills up at once, as when an old one's mail is brought over, needs its statistics within seconds: plans are kept
    // until there are new ones.
    autovacuum_naptime: '5s',
    autovacuum_worker_slots: '2',
    wal_level: 'minimal',
    max_wal_senders: '0',
    // Intake writes much and in bursts: checkpoints by the clock and not by the size, each spread out.
    max_wal_size: '2GB',
    wal_buffers: '16MB',
    checkpoint_timeout: '10min',
    random_page_cost: '1.1',
    // Statements here are short; compiling them costs more than it saves.
    jit: 'off',
    huge_pages: 'off',
    // Containers give /dev/shm as little as 64 MB, which a parallel query exhausts.
    dynamic_shared_memory_type: existsSync('/dev/shm') ? 'sysv' : 'posix',
    // After kill -9 of the desk its running statements notice that nobody listens any more.
    client_connection_check_interval: process.platform === 'linux' ? '5s' : '0',
    log_checkpoints: 'off',
    // Above ERROR, since a refused statement is the caller's affair and would fill the disk.
    log_min_messages: 'log',
    log_line_prefix: '%m [%p] ',
    TimeZone: 'UTC',
    log_timezone: 'UTC',
  }
}

export function asOptions(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
