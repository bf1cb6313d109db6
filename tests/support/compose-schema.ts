// The Compose Specification (compose-spec.io) as JSON Schema, as much of it as a file like ours could use. Of the parts of a service
// that we do not use only the names are here, so that one which we misspell is told from one that there is.

const text = { type: 'string' }
const texts = { type: 'array', items: text, uniqueItems: true }
const textOrTexts = { oneOf: [text, texts] }
const flag = { type: ['boolean', 'string'] }
const count = { type: ['integer', 'string'] }
const name = '^[a-zA-Z0-9._-]+$'
const duration = { type: 'string', pattern: '^(\\d+(\\.\\d+)?(us|ms|s|m|h))+$' }
const memory = { type: 'string', pattern: '^\\d+(b|k|kb|m|mb|g|gb)$' }
const command = { oneOf: [text, { type: 'array', items: text }, { type: 'null' }] }
const extension = { '^x-': {} }

const exactly = (properties: object, more: object = {}) => ({
  type: 'object',
  properties,
  patternProperties: extension,
  additionalProperties: false,
  ...more,
})
const named = (what: object) => ({
  type: 'object',
  patternProperties: { [name]: what },
  additionalProperties: false,
})
const pairs = {
  oneOf: [{ type: 'object', additionalProperties: { type: ['string', 'number', 'boolean', 'null'] } }, texts],
}
const orNothing = (schema: { readonly type: string }) => ({ ...schema, type: [schema.type, 'null'] })

const healthcheck = exactly({
  disable: flag,
  test: { oneOf: [text, { type: 'array', items: text, minItems: 1 }] },
  interval: duration,
  timeout: duration,
  retries: { type: ['number', 'string'] },
  start_period: duration,
  start_interval: duration,
})

const condition = { enum: ['service_started', 'service_healthy', 'service_completed_successfully'] }
const dependsOn = {
  oneOf: [
    texts,
    named(exactly({ condition, required: { type: 'boolean' }, restart: flag }, { required: ['condition'] })),
  ],
}

const limits = exactly({ cpus: { type: ['number', 'string'] }, memory, pids: count })
const deploy = exactly({
  mode: text,
  endpoint_mode: text,
  replicas: count,
  labels: pairs,
  rollback_config: {},
  update_config: {},
  resources: exactly({ limits, reservations: {} }),
  restart_policy: {},
  placement: {},
})

// The parts of a service that we do not use.
const others = `annotations attach blkio_config cap_add cgroup cgroup_parent configs container_name cpu_count cpu_percent
  cpu_shares cpu_quota cpu_period cpu_rt_period cpu_rt_runtime cpus cpuset credential_spec develop device_cgroup_rules devices dns
  dns_opt dns_search domainname env_file expose extends external_links extra_hosts gpus group_add hostname ipc isolation label_file
  labels links logging mac_address mem_limit mem_reservation mem_swappiness memswap_limit models network_mode oom_kill_disable
  oom_score_adj pid pids_limit platform post_start pre_stop privileged profiles provider pull_refresh_after runtime scale secrets
  stdin_open stop_signal storage_opt sysctls tty ulimits use_api_socket userns_mode uts volumes_from working_dir`

const service = exactly({
  ...Object.fromEntries(others.split(/\s+/).map((other) => [other, {}])),
  build: { oneOf: [text, { type: 'object' }] },
  cap_drop: texts,
  command,
  depends_on: dependsOn,
  deploy,
  entrypoint: command,
  environment: pairs,
  healthcheck,
  image: text,
  init: flag,
  networks: { oneOf: [texts, named({ type: ['object', 'null'] })] },
  ports: { type: 'array', items: { type: ['number', 'string', 'object'] }, uniqueItems: true },
  pull_policy: { enum: ['always', 'never', 'build', 'if_not_present', 'missing'] },
  read_only: flag,
  restart: { type: 'string', pattern: '^(no|always|unless-stopped|on-failure(:\\d+)?)$' },
  security_opt: texts,
  shm_size: { type: ['number', 'string'] },
  stop_grace_period: duration,
  tmpfs: textOrTexts,
  user: text,
  volumes: { type: 'array', items: { type: ['string', 'object'] }, uniqueItems: true },
})

const network = exactly({
  name: text,
  driver: text,
  driver_opts: { type: 'object' },
  ipam: { type: 'object' },
  external: flag,
  internal: flag,
  enable_ipv4: flag,
  enable_ipv6: flag,
  attachable: flag,
  labels: pairs,
})
const volume = exactly({
  name: text,
  driver: text,
  driver_opts: { type: 'object' },
  external: flag,
  labels: pairs,
})

export const composeSchema = exactly(
  {
    version: text,
    name: { type: 'string', pattern: '^[a-z0-9][a-z0-9_-]*$' },
    include: { type: 'array' },
    services: named(service),
    models: { type: 'object' },
    networks: named(orNothing(network)),
    volumes: named(orNothing(volume)),
    secrets: { type: 'object' },
    configs: { type: 'object' },
  },
  { required: ['services'] },
)
