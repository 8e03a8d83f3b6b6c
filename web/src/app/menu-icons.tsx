/** Signs of the menu; the word beside each says what it is. */
import ApartmentOutlined from '@ant-design/icons/es/icons/ApartmentOutlined'
import ApiOutlined from '@ant-design/icons/es/icons/ApiOutlined'
import AuditOutlined from '@ant-design/icons/es/icons/AuditOutlined'
import BankOutlined from '@ant-design/icons/es/icons/BankOutlined'
import BarChartOutlined from '@ant-design/icons/es/icons/BarChartOutlined'
import CalendarOutlined from '@ant-design/icons/es/icons/CalendarOutlined'
import CarOutlined from '@ant-design/icons/es/icons/CarOutlined'
import CarryOutOutlined from '@ant-design/icons/es/icons/CarryOutOutlined'
import CommentOutlined from '@ant-design/icons/es/icons/CommentOutlined'
import ControlOutlined from '@ant-design/icons/es/icons/ControlOutlined'
import CustomerServiceOutlined from '@ant-design/icons/es/icons/CustomerServiceOutlined'
import DownloadOutlined from '@ant-design/icons/es/icons/DownloadOutlined'
import FileDoneOutlined from '@ant-design/icons/es/icons/FileDoneOutlined'
import FileExcelOutlined from '@ant-design/icons/es/icons/FileExcelOutlined'
import FlagOutlined from '@ant-design/icons/es/icons/FlagOutlined'
import FormOutlined from '@ant-design/icons/es/icons/FormOutlined'
import FunnelPlotOutlined from '@ant-design/icons/es/icons/FunnelPlotOutlined'
import IdcardOutlined from '@ant-design/icons/es/icons/IdcardOutlined'
import ImportOutlined from '@ant-design/icons/es/icons/ImportOutlined'
import InboxOutlined from '@ant-design/icons/es/icons/InboxOutlined'
import KeyOutlined from '@ant-design/icons/es/icons/KeyOutlined'
import NotificationOutlined from '@ant-design/icons/es/icons/NotificationOutlined'
import PercentageOutlined from '@ant-design/icons/es/icons/PercentageOutlined'
import ScheduleOutlined from '@ant-design/icons/es/icons/ScheduleOutlined'
import SendOutlined from '@ant-design/icons/es/icons/SendOutlined'
import ShareAltOutlined from '@ant-design/icons/es/icons/ShareAltOutlined'
import SolutionOutlined from '@ant-design/icons/es/icons/SolutionOutlined'
import StarOutlined from '@ant-design/icons/es/icons/StarOutlined'
import SwapOutlined from '@ant-design/icons/es/icons/SwapOutlined'
import TableOutlined from '@ant-design/icons/es/icons/TableOutlined'
import TeamOutlined from '@ant-design/icons/es/icons/TeamOutlined'
import ToolOutlined from '@ant-design/icons/es/icons/ToolOutlined'
import WarningOutlined from '@ant-design/icons/es/icons/WarningOutlined'

export const ICONS = {
  inbox: <InboxOutlined />,
  star: <StarOutlined />,
  table: <TableOutlined />,
  monthly: <FormOutlined />,
  chain: <IdcardOutlined />,
  bank: <BankOutlined />,
  flag: <FlagOutlined />,
  share: <ShareAltOutlined />,
  trip: <CarOutlined />,
  guests: <SolutionOutlined />,
  talks: <CommentOutlined />,
  approvals: <FileDoneOutlined />,
  tickets: <ToolOutlined />,
  services: <CustomerServiceOutlined />,
  complaints: <WarningOutlined />,
  slips: <NotificationOutlined />,
  dashboard: <BarChartOutlined />,
  effects: <FunnelPlotOutlined />,
  rates: <PercentageOutlined />,
  targets: <ScheduleOutlined />,
  periods: <CarryOutOutlined />,
  import: <ImportOutlined />,
  mapping: <SwapOutlined />,
  export: <DownloadOutlined />,
  template: <FileExcelOutlined />,
  api: <ApiOutlined />,
  units: <ApartmentOutlined />,
  users: <TeamOutlined />,
  tokens: <KeyOutlined />,
  channels: <SendOutlined />,
  rules: <ControlOutlined />,
  calendar: <CalendarOutlined />,
  journal: <AuditOutlined />,
}
export type Icon = keyof typeof ICONS
