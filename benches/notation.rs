//! How fast phrases are read and written.

use std::hint::black_box;

use attainment::Lang;
use attainment::notation::{Context, read};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// Phrases of the kinds that plans have most of, of 4 to 60 characters.
const PHRASES: &[&str] = &[
    "全市生产总值增长5%左右",
    "城镇新增就业50万人以上",
    "〔17〕",
    "研究与试验发展经费投入强度达到4.5%",
    "力争2025年高新技术企业、科技型企业分别突破1万家和7.5万家",
    "主要污染物重点工程减排量完成国家下达目标",
    "常住人口城镇化率提升1个百分点以上",
    "全国单位国内生产总值能源消耗比2020年下降13.5%",
    "农村常住居民人均可支配收入增速高于全国平均水平、高于城镇居民收入增速",
    "总量迈上2万亿元台阶,年均增长5%以上,经济增速跑赢全国平均水平(预期性)",
];

fn reading(criterion: &mut Criterion) {
    let context = Context::default();
    let mut group = criterion.benchmark_group("notation");
    group.throughput(Throughput::Elements(PHRASES.len() as u64));
    group.bench_function("read", |bencher| {
        bencher.iter(|| {
            for phrase in PHRASES {
                black_box(read(black_box(phrase), &context).ok());
            }
        });
    });
    for size in [100usize, 1_000, 3_000] {
        let phrase = "万".repeat(size);
        group.throughput(Throughput::Bytes(phrase.len() as u64));
        group.bench_function(format!("{size} characters of 万"), |bencher| {
            bencher.iter(|| black_box(read(black_box(&phrase), &context).ok()));
        });
    }
    group.finish();
    let _ = Lang::Zh;
}

criterion_group!(benches, reading);
criterion_main!(benches);
