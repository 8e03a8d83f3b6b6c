// Runs before anything else, in the oldest syntax: a kernel that cannot run the application is told so in plain words.
;(function () {
  var match = /Chrome\/(\d+)/.exec(navigator.userAgent)
  if (!match || Number(match[1]) >= 94) return
  document.addEventListener('DOMContentLoaded', function () {
    document.body.innerHTML =
      '<div style="max-width:560px;margin:80px auto;font:16px/1.8 sans-serif"><h1 style="font-size:20px">浏览器版本过低</h1>' +
      '<p>乘风需要 Chromium 94 或更高版本的内核，现在的内核是 ' + match[1] + '。</p>' +
      '<p>请在 360、奇安信、Edge 等浏览器的地址栏切换到“极速模式”，或从单位内网的软件中心安装新版浏览器后重试。</p></div>'
  })
})()
