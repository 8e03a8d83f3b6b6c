//! 企业服务的数据形状：手续、困难、投诉、服务记录、服务成效。

pub mod complaints;
pub mod figures;
pub mod procedures;
pub mod records;
pub mod rules;
pub mod tickets;

use crate::db::types::Doc;
use crate::features::files;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// 一份附件
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ServiceFile {
    /// 附件编号
    pub file_id: i64,
    /// 文件名
    #[schema(example = "不动产权证书.pdf")]
    pub name: String,
}

/// The files of a row, in its order.
pub fn files_of(ids: &Doc, uploaded: &[files::Row]) -> Vec<ServiceFile> {
    let ids: Vec<i64> = ids.read();
    let found = ids.iter().filter_map(|id| uploaded.iter().find(|file| file.id == *id));
    found.map(|file| ServiceFile { file_id: file.id, name: file.name.clone() }).collect()
}

/// 写明理由
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceReasonInput {
    /// 理由
    #[schema(min_length = 2, max_length = 500, example = "本项目利用存量厂房，不新增用地")]
    pub reason: String,
}
