import type { Violation } from "smartops-api-client";
import type { Words } from "./words";

export const chinese: Words = {
  violation,
  tookTooLong: "服务器响应超时。请先确认操作是否已生效,再重试。",
  notReached: "无法连接服务器,请稍后重试。",
  notUnderstood: "无法识别服务器的响应。请先确认操作是否已生效,再重试。",
  signedOut: "此操作需要密码,请重试并输入。",
  notAllowed: (scope) => `您的账号没有权限:需要 ${scope}。`,
  tooOften: (seconds) => `操作过于频繁,请在 ${seconds} 秒后重试。`,
  busy: "服务器暂时无法处理,请稍后重试。",
  failed: (id) => `服务器出错。请向运维提供编号 ${id}。`,
  offline: "与服务器的连接已断开,显示的内容可能不是最新的。",
  tryAgain: "重试",
  cancel: "取消",
  save: "保存",
  otherLanguage: "English",

  slogan: "所有主机,一线相连。",
  pitch: "主机清单:它们是什么、在哪里、状态如何。",
  signIn: "登录",
  signUp: "注册",
  signInTitle: "欢迎回来",
  signUpTitle: "创建账号",
  noAccountYet: "还没有账号?",
  haveAccount: "已有账号?",
  username: "用户名",
  password: "密码",
  passwordHint: "至少 6 个字符。",
  locked: "账号已被锁定,请联系管理员。",
  commonPassword: "这个密码太常见,请换一个。",
  ownName: "密码不能与用户名相同,请换一个。",
  otherPassword: "请换一个密码。",
  ended: "登录已过期",
  endedHint: (name) => `请输入 ${name} 的密码,继续之前的操作。`,
  goOn: "继续",
  signOut: "退出登录",

  skip: "跳到内容",
  mainMenu: "主菜单",
  hosts: "主机",
  account: "账号",

  hostsHint: "由平台运维的机器。",
  readOnly: "您可以查看全部内容。修改主机需要 operator 权限。",
  addHost: "添加主机",
  editHost: (name) => `编辑 ${name}`,
  deleteHost: (name) => `删除 ${name}`,
  deleteQuestion: (name) => `删除 ${name}?`,
  deleteHint: "它的标签和检查结果将一并删除。",
  remove: "删除",
  filter: "筛选",
  all: "全部",
  states: { active: "运行中", maintenance: "维护中", retired: "已下线" },
  state: "状态",
  labels: "标签",
  labelsFilterHint: "标签:role=web site=fra",
  sort: "排序",
  sorts: { newest: "最新添加", oldest: "最早添加", name: "名称" },
  shown: (n, more) => (more ? `已显示 ${n} 台,还有更多` : `共 ${n} 台主机`),
  more: "显示更多",
  loading: "加载中…",
  noHosts: "还没有主机",
  noHostsHint: "添加第一台,它会出现在这里。",
  noHostsReadOnly: "运维人员添加后会出现在这里。",
  noMatch: "没有匹配的主机",
  noMatchHint: "没有主机处于该状态并带有这些标签。",
  clear: "显示全部主机",
  noAnswer: "无响应",
  usedOf: (mount) => `${mount} 使用率`,

  hostName: "名称",
  hostNameHint: "例如 web-1 或 db.example.com。",
  ipv4: "IPv4 地址",
  ipv6: "IPv6 地址",
  labelsHint: "每行一个,例如 role=web。",
  note: "备注",
  noteHint: "同事需要知道的事项。",
  optional: "选填",
  hostExists: "已有同名主机。",
  hostGone: "该主机已被删除。",
  hostAdded: (name) => `已添加 ${name}。`,
  hostSaved: (name) => `已保存 ${name}。`,
  hostDeleted: (name) => `已删除 ${name}。`,

  accountHint: "您的身份与登录方式。",
  memberSince: "注册时间",
  scopes: "权限",
  noScopes: "无:只能查看,不能修改",
  id: "编号",
  changePassword: "修改密码",
  changePasswordHint: "其他设备上的登录将全部失效。",
  presentPassword: "当前密码",
  newPassword: "新密码",
  wrongPassword: "密码不正确。",
  passwordChanged: "密码已修改。",
  everywhere: "退出所有设备",
  everywhereHint: "结束该账号的全部登录,包括当前登录。",
};

const patterns: { readonly [pattern: string]: string } = {
  "^\\S+$": "不能包含空格。",
  "^[a-z][a-z0-9-]*$": "只能包含小写字母、数字和连字符。",
};

/** Says by rule and limit what the server's message says in English. */
function violation({ rule, limit, message }: Violation): string {
  switch (rule) {
    case "required":
      return "必填。";
    case "minLength":
      return `至少 ${limit} 个字符。`;
    case "maxLength":
      return `最多 ${limit} 个字符。`;
    case "maxProperties":
      return `最多 ${limit} 项。`;
    case "format":
      return `不是有效的 ${limit}。`;
    case "pattern":
      return patterns[String(limit)] ?? "格式不正确。";
    default:
      return message;
  }
}
