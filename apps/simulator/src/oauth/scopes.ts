const names = [
  'all',
  'admin',
  'admin_employees',
  'admin_inventory',
  'admin_purchases',
  'admin_shops',
  'admin_void_sale',
  'categories',
  'customers',
  'customers_read',
  'customers_view_gift_card_numbers',
  'inventory',
  'inventory_base',
  'inventory_counts',
  'inventory_counts_reconcile',
  'inventory_read',
  'manufacturers',
  'product_cost',
  'product_edit',
  'purchase_orders',
  'register',
  'register_layaway',
  'register_read',
  'register_refund',
  'reports',
  'special_orders',
  'tags',
  'transfers',
  'vendors',
  'vendor_returns',
  'workbench',
];

const known = new Set(names.map((name) => 'employee:' + name));

export type ReadScopes = { readonly scopes: readonly string[] } | { readonly unknown: string };

/** Scopes are separated by spaces; none at all is as bad as an unknown one. */
export function readScopes(text: string | undefined): ReadScopes {
  const scopes = (text ?? '').split(' ').filter((scope) => scope !== '');
  const unknown = scopes.find((scope) => !known.has(scope));
  if (unknown !== undefined) return { unknown };
  return scopes.length === 0 ? { unknown: '' } : { scopes };
}
