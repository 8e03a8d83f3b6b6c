/** Tokens of the visual language; each pair of text and ground keeps the contrast of AA (tested in theme.test.ts). */
import type { ThemeConfig } from 'antd/es/config-provider'

export const colors = {
  header: '#16305f',
  brand: '#1f4e9e',
  ink: '#1c2638',
  secondary: '#5a6680',
  placeholder: '#6b7485',
  inputBorder: '#8a94a6',
  page: '#f3f5f9',
  panel: '#ffffff',
  gridHead: '#eef2fb',
  hairline: '#e3e7ee',
  green: '#17743b',
  red: '#b3132b',
} as const

export const fontFamily =
  '"Microsoft YaHei UI","Microsoft YaHei","PingFang SC","Noto Sans CJK SC","Source Han Sans SC",system-ui,sans-serif'

/** What a thumb can press. */
const THUMB = 44

/** The theme at a text size: 1 is 标准, 1.25 is 大字. On a phone every control is as high as a thumb is wide. */
export function themeOf(scale: number, phone = false): ThemeConfig {
  const height = Math.round(32 * scale)
  return {
    token: {
      colorPrimary: colors.brand,
      colorLink: colors.brand,
      // antd makes it paler, below AA
      colorLinkHover: colors.header,
      colorInfo: colors.brand,
      colorText: colors.ink,
      colorTextSecondary: colors.secondary,
      colorTextDescription: colors.secondary,
      colorTextPlaceholder: colors.placeholder,
      colorTextTertiary: colors.secondary,
      colorBorder: colors.inputBorder,
      colorBorderSecondary: colors.hairline,
      colorBgLayout: colors.page,
      colorError: colors.red,
      colorSuccess: colors.green,
      colorInfoBg: colors.gridHead,
      colorInfoBorder: '#b9c8e6',
      colorSuccessBg: '#e7f5ec', // antd derives muddy greys from colours this dark
      colorSuccessBorder: '#8fc7a4',
      borderRadius: 4,
      borderRadiusLG: 4,
      boxShadow: 'none',
      boxShadowTertiary: 'none',
      fontSize: Math.round(14 * scale),
      controlHeight: phone ? THUMB : height,
      ...(phone ? { controlHeightSM: THUMB, controlHeightLG: THUMB } : {}),
      fontFamily,
    },
    components: {
      Steps: { colorTextDescription: colors.secondary, iconSize: height },
      Select: { multipleItemHeight: Math.round(24 * scale) },
      ...(phone ? { Segmented: { trackPadding: 0 } } : {}),
      Descriptions: { labelColor: colors.secondary, labelBg: colors.panel },
      Menu: { itemHeight: Math.round(36 * scale), itemSelectedBg: colors.gridHead },
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    },
  }
}
