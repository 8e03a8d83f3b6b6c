//! 企业库（客商库）：全市共用一份名录，免得同一家企业被几家单位重复联系。
//!
//! 不变式：
//! - 统一社会信用代码在未被合并的企业中唯一；名称相近的企业从不自动合并，由人确认“不是同一家”才另行登记；
//! - 合并留痕：被合并的编号永远指向保留的企业，合并前的内容存成快照，其后无人改动时可以撤销；
//! - 误登的作废而不删除：还有引用的不许作废，作废的不再参与检索、选择、查重，可以恢复；导入带来的随撤销一并作废；
//! - 联系人的电话对任何人都掩码显示，看全号须说明理由并记入审计日志；检索只认完整的后四位；
//! - 名称里不许有零宽、反向等看不见的字符；
//! - 经办人、领导、招商局看得到全部企业，合作企业的令牌只看得到自己；修改限于主管单位和招商局。
//!
//! 测试：规则在 `rules/tests.rs`，接口在 `tests/features/enterprises.rs`。

pub mod api;
pub mod model;
pub mod rules;
pub mod store;

pub use api::{MERGES_TABLE, TABLE, routes, visible_event};
pub use model::{CompanyClass, Enterprise, EnterpriseInput, FundsOrigin, Motive, Moves, Summary};
pub use store::{
    find_or_create, find_or_create_all, find_visible, is_visible, move_tokens, name_of, named, one_at_a_time,
    summaries, usable, uses_by_tokens,
};
