import type {
  AccountFacts,
  CategoryFacts,
  EmployeeFacts,
  ItemFacts,
  RegisterFacts,
  ShiftFacts,
  ShopFacts,
  VoidFacts,
} from '../till/facts.js';
import { fromCents } from '../wire/decimal.js';
import { stamp, toJson } from '../wire/text.js';
import type { Wire } from '../wire/text.js';

function shopFields(shop: ShopFacts): Record<string, Wire> {
  return {
    shopID: `${shop.id}`,
    name: shop.name,
    serviceRate: '0',
    timeZone: shop.timeZone,
    taxLabor: 'false',
    labelTitle: 'Shop Name',
    labelMsrp: 'false',
    archived: `${shop.archived}`,
    timeStamp: stamp(shop.timeStamp),
    companyRegistrationNumber: '',
    vatNumber: '',
    zebraBrowserPrint: 'false',
    contactID: `${shop.contact}`,
    taxCategoryID: '1',
    receiptSetupID: `${shop.id}`,
    ccGatewayID: `${shop.id}`,
    gatewayConfigID: `${shop.id}`,
    priceLevelID: '1',
  };
}

function contactFields(shop: ShopFacts): Record<string, Wire> {
  return {
    contactID: `${shop.contact}`,
    custom: '',
    noEmail: 'false',
    noPhone: 'false',
    noMail: 'false',
    timeStamp: stamp(shop.timeStamp),
    Addresses: { ContactAddress: { ...shop.address } },
    Phones: shop.phone === '' ? '' : { ContactPhone: { number: shop.phone, useType: 'Work' } },
    Emails: '',
    Websites: '',
  };
}

export function shopJson(shop: ShopFacts, relations: ReadonlySet<string>, registers: readonly RegisterFacts[]): string {
  const fields = shopFields(shop);
  if (relations.has('Contact')) fields['Contact'] = contactFields(shop);
  if (relations.has('TaxCategory')) {
    fields['TaxCategory'] = { taxCategoryID: '1', isTaxInclusive: 'false', tax1Name: 'Tax', tax2Name: '' };
  }
  if (relations.has('Registers') && registers.length > 0) {
    const list = registers.map(registerFields);
    fields['Registers'] = { Register: list.length === 1 ? (list[0] ?? {}) : list };
  }
  return toJson(fields);
}

function registerFields(register: RegisterFacts): Record<string, Wire> {
  return {
    registerID: `${register.id}`,
    name: register.name,
    open: `${register.open}`,
    openTime: stamp(register.openTime),
    archived: `${register.archived}`,
    tipEnabled: 'false',
    openEmployeeID: `${register.openEmployee}`,
    shopID: `${register.shop}`,
    ccTerminalID: '0',
  };
}

export function registerJson(register: RegisterFacts): string {
  return toJson(registerFields(register));
}

export function employeeJson(employee: EmployeeFacts, clockedIn: number): string {
  return toJson({
    employeeID: `${employee.id}`,
    firstName: employee.firstName,
    lastName: employee.lastName,
    lockOut: `${employee.lockOut}`,
    archived: `${employee.archived}`,
    timeStamp: stamp(employee.timeStamp),
    contactID: `${employee.contact}`,
    clockInEmployeeHoursID: `${clockedIn}`,
    employeeRoleID: `${employee.role}`,
    limitToShopID: `${employee.limitToShop}`,
    lastShopID: `${employee.lastShop}`,
    lastSaleID: `${employee.lastSale}`,
    lastRegisterID: `${employee.lastRegister}`,
  });
}

export function itemJson(item: ItemFacts): string {
  const amount = fromCents(item.price);
  return toJson({
    itemID: `${item.id}`,
    systemSku: '21' + String(item.id).padStart(10, '0'),
    defaultCost: '10',
    avgCost: '10',
    discountable: 'true',
    tax: 'true',
    archived: `${item.archived}`,
    itemType: 'default',
    serialized: 'false',
    description: item.description,
    modelYear: '0',
    upc: '',
    ean: '',
    customSku: '',
    manufacturerSku: '',
    createTime: stamp(item.createTime),
    timeStamp: stamp(item.createTime),
    publishToEcom: 'false',
    categoryID: `${item.category}`,
    taxClassID: '1',
    departmentID: '0',
    itemMatrixID: '0',
    manufacturerID: '0',
    seasonID: '0',
    defaultVendorID: '0',
    Prices: {
      ItemPrice: [
        { amount, useTypeID: '1', useType: 'Default' },
        { amount, useTypeID: '2', useType: 'MSRP' },
      ],
    },
  });
}

export function categoryJson(category: CategoryFacts): string {
  return toJson({
    categoryID: `${category.id}`,
    name: category.name,
    nodeDepth: '0',
    fullPathName: category.name,
    leftNode: `${category.leftNode}`,
    rightNode: `${category.rightNode}`,
    createTime: stamp(category.createTime),
    timeStamp: stamp(category.createTime),
    parentID: '0',
  });
}

export function voidJson(record: VoidFacts): string {
  return toJson({
    saleVoidID: `${record.id}`,
    createTime: stamp(record.createTime),
    reason: record.reason,
    saleID: `${record.sale}`,
    employeeID: `${record.employee}`,
    shopID: `${record.shop}`,
  });
}

export function shiftJson(shift: ShiftFacts): string {
  const out = shift.checkOut === undefined ? '' : `,"checkOut":"${stamp(shift.checkOut)}"`;
  return (
    `{"employeeHoursID":"${shift.id}","checkIn":"${stamp(shift.checkIn)}"${out}` +
    `,"employeeID":"${shift.employee}","shopID":"${shift.shop}"}`
  );
}

export function accountJson(account: AccountFacts, employees: number): string {
  const { code, symbol } = account.currency;
  return toJson({
    '@attributes': { systemCustomerID: `${account.id}` },
    status: 'customer',
    name: account.name,
    employeeCount: `${employees}`,
    employeeLimit: `${account.employeeLimit}`,
    uniqueSubscriptionIdentifier: account.subscription,
    defaultCurrency: { code, symbol },
    purchasingCurrencies: { purchasingCurrency: { code, symbol, rate: '1' } },
  });
}

export function accountListJson(account: AccountFacts): string {
  return toJson({
    '@attributes': { count: '1' },
    Account: {
      accountID: `${account.id}`,
      name: account.name,
      link: { '@attributes': { href: `/API/V3/Account/${account.id}` } },
    },
  });
}
