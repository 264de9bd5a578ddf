/** The tables the sample writes, in this order, and their columns in the order of its rows. */
export const columns = {
  customers: ['id', 'name', 'language', 'language_evidence', 'created_at', 'last_contact_at'],
  identities: ['customer_id', 'kind', 'value', 'shown'],
  orders: ['customer_id', 'number', 'placed_at', 'currency', 'total_minor', 'state'],
  conversations: [
    'id',
    'customer_id',
    'channel',
    'subject',
    'subject_key',
    'status',
    'assignee_id',
    'language',
    'order_number',
    'preview',
    'message_count',
    'created_at',
    'last_message_at',
    'last_from_customer_at',
    'last_from_staff_at',
    'waiting_since',
    'first_replied_at',
    'resolved_at',
  ],
  messages: [
    'id',
    'conversation_id',
    'direction',
    'channel',
    'staff_id',
    'customer_id',
    'author_name',
    'from_address',
    'subject',
    'text',
    'language',
    'language_confidence',
    'delivery_state',
    'sent_at',
    'created_at',
  ],
  message_search: ['message_id', 'conversation_id', 'tokens', 'sent_at', 'is_late'],
  conversation_tags: ['conversation_id', 'tag_id'],
} as const satisfies Record<string, readonly string[]>

export type Table = keyof typeof columns
export type Rows = Record<Table, unknown[][]>
export const tables = Object.keys(columns) as Table[]
