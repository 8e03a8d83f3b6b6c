// The viewer knows English only: its own words are replaced as they appear. What the contract says is left alone.
(() => {
  const WORDS = {
    'Authorize': '填写令牌', 'Authorized': '已填写', 'Available authorizations': '身份', 'Logout': '清除', 'Close': '关闭',
    'Servers': '服务地址', 'Server': '服务地址', 'Website': '网站', 'Schemas': '数据结构', 'Schema': '结构', 'Models': '数据结构',
    'Parameters': '参数', 'No parameters': '没有参数', 'Name': '名称', 'Description': '说明', 'Request body': '请求正文',
    'Try it out': '试一试', 'Cancel': '取消', 'Reset': '重置', 'Execute': '发送', 'Clear': '清空', 'Download': '下载',
    'Responses': '答复', 'Code': '状态码', 'Details': '内容', 'Links': '链接', 'No links': '—', 'Media type': '内容类型',
    'Example Value': '例子', 'Example': '例子', 'Examples': '例子', 'Edit Value': '编辑', 'Value:': '令牌：', 'Name:': '名称：', 'In:': '位置：',
    'Server response': '服务的答复', 'Response body': '答复正文', 'Response headers': '答复头', 'Request URL': '请求地址',
    'Request duration': '用时', 'Curl': 'curl 命令', 'Headers:': '答复头：', 'Undocumented': '文档未列', 'Download file': '下载文件',
    'Loading...': '正在载入…', 'LOADING': '正在载入…', 'Expand all': '全部展开', 'Collapse all': '全部收起', 'required': '必填',
    'Available values': '可用的值', 'Default value': '默认值', 'Default:': '默认：', 'Enum:': '可用的值：', 'Const:': '固定值：',
    'Type': '类型', 'Send empty value': '发送空值', 'Failed to load API definition.': '接口契约没有载入。请刷新；若仍不行，请联系系统管理员。',
    'Errors': '错误', 'Hide': '收起', 'Show': '展开', 'Copy to clipboard': '复制', 'Deprecated': '将停用', 'deprecated': '将停用',
    'Warning: Deprecated': '将停用，请改用别的操作', 'Callbacks': '回调', 'Extensions': '扩展', 'Response content type': '答复的内容类型',
    'Controls': '决定', 'header.': '头。', 'Example value': '例子', 'Example Description': '例子说明', 'Additional properties': '其余字段',
    'additional properties': '其余字段', 'read-only': '只读', 'write-only': '只写', 'Pattern properties': '按名称的字段', 'Items': '各项', 'Any of': '任一',
    'One of': '其一', 'All of': '全部', 'forbidden': '不允许', 'Unauthorized': '没有登录',
  };
  const PATTERNS = [
    [/ - Website$/, ''],
    [/^\[(.+)\] characters$/, '$1 个字符'],
    [/^(≥|≤|>|<|>=|<=) ?(.+) characters?$/, '$1 $2 个字符'],
    [/^\[(.+)\] items$/, '$1 项'],
    [/^(≥|≤|>|<|>=|<=) ?(.+) items?$/, '$1 $2 项'],
    [/^matches (.+)$/, '格式 $1'],
    [/^Add (.+) item$/, '添加一项'],
    [/^Download file$/, '下载文件'],
  ];
  const OURS = 'pre, code, textarea, .markdown, .renderedMarkdown, .opblock-tag a, .title, .opblock-summary-path';

  const translated = (text) => {
    const plain = text.trim();
    const word = WORDS[plain];
    if (word) return text.replace(plain, word);
    const pattern = PATTERNS.find(([form]) => form.test(plain));
    return pattern ? plain.replace(pattern[0], pattern[1]) : text;
  };
  const visit = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.currentNode; node; node = walker.nextNode()) {
      if (node.nodeType !== Node.TEXT_NODE || node.parentElement?.closest(OURS)) continue;
      const text = translated(node.nodeValue);
      if (text !== node.nodeValue) node.nodeValue = text;
    }
  };
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === 'characterData') visit(change.target);
      change.addedNodes.forEach(visit);
    }
  }).observe(document.documentElement, { childList: true, characterData: true, subtree: true });
})();
