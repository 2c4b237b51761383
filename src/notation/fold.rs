//! A phrase in the characters that the words are written in: half-width, simplified, lower case.

/// Traditional characters of the words that are known, in order, and their simplified forms.
const SIMPLIFIED: &[(char, char)] = &[
    ('佔', '占'),
    ('來', '来'),
    ('個', '个'),
    ('傢', '家'),
    ('傳', '传'),
    ('價', '价'),
    ('億', '亿'),
    ('優', '优'),
    ('兒', '儿'),
    ('內', '内'),
    ('兩', '两'),
    ('創', '创'),
    ('劃', '划'),
    ('動', '动'),
    ('務', '务'),
    ('區', '区'),
    ('員', '员'),
    ('啟', '启'),
    ('單', '单'),
    ('噸', '吨'),
    ('國', '国'),
    ('圍', '围'),
    ('報', '报'),
    ('場', '场'),
    ('壓', '压'),
    ('婦', '妇'),
    ('嬰', '婴'),
    ('學', '学'),
    ('實', '实'),
    ('對', '对'),
    ('導', '导'),
    ('層', '层'),
    ('幾', '几'),
    ('張', '张'),
    ('強', '强'),
    ('後', '后'),
    ('從', '从'),
    ('態', '态'),
    ('應', '应'),
    ('戶', '户'),
    ('據', '据'),
    ('擴', '扩'),
    ('數', '数'),
    ('於', '于'),
    ('時', '时'),
    ('會', '会'),
    ('東', '东'),
    ('條', '条'),
    ('業', '业'),
    ('標', '标'),
    ('歐', '欧'),
    ('歲', '岁'),
    ('歷', '历'),
    ('殘', '残'),
    ('減', '减'),
    ('準', '准'),
    ('滅', '灭'),
    ('漲', '涨'),
    ('漸', '渐'),
    ('為', '为'),
    ('無', '无'),
    ('爭', '争'),
    ('現', '现'),
    ('環', '环'),
    ('產', '产'),
    ('畝', '亩'),
    ('畢', '毕'),
    ('當', '当'),
    ('療', '疗'),
    ('發', '发'),
    ('盡', '尽'),
    ('確', '确'),
    ('積', '积'),
    ('穩', '稳'),
    ('窮', '穷'),
    ('約', '约'),
    ('級', '级'),
    ('終', '终'),
    ('經', '经'),
    ('綠', '绿'),
    ('維', '维'),
    ('網', '网'),
    ('縣', '县'),
    ('縮', '缩'),
    ('總', '总'),
    ('繼', '继'),
    ('續', '续'),
    ('臺', '台'),
    ('與', '与'),
    ('舊', '旧'),
    ('華', '华'),
    ('萬', '万'),
    ('處', '处'),
    ('號', '号'),
    ('術', '术'),
    ('衛', '卫'),
    ('衝', '冲'),
    ('補', '补'),
    ('裡', '里'),
    ('製', '制'),
    ('見', '见'),
    ('規', '规'),
    ('計', '计'),
    ('設', '设'),
    ('認', '认'),
    ('證', '证'),
    ('護', '护'),
    ('變', '变'),
    ('讓', '让'),
    ('財', '财'),
    ('貧', '贫'),
    ('貨', '货'),
    ('貫', '贯'),
    ('責', '责'),
    ('費', '费'),
    ('資', '资'),
    ('質', '质'),
    ('車', '车'),
    ('較', '较'),
    ('輛', '辆'),
    ('轉', '转'),
    ('農', '农'),
    ('連', '连'),
    ('進', '进'),
    ('過', '过'),
    ('達', '达'),
    ('適', '适'),
    ('選', '选'),
    ('還', '还'),
    ('鄉', '乡'),
    ('鄰', '邻'),
    ('醫', '医'),
    ('錄', '录'),
    ('錢', '钱'),
    ('鎮', '镇'),
    ('鏈', '链'),
    ('鐵', '铁'),
    ('長', '长'),
    ('開', '开'),
    ('間', '间'),
    ('關', '关'),
    ('陣', '阵'),
    ('陸', '陆'),
    ('際', '际'),
    ('隻', '只'),
    ('雙', '双'),
    ('離', '离'),
    ('電', '电'),
    ('項', '项'),
    ('須', '须'),
    ('預', '预'),
    ('領', '领'),
    ('頭', '头'),
    ('額', '额'),
    ('類', '类'),
    ('餘', '余'),
    ('體', '体'),
    ('點', '点'),
    ('齡', '龄'),
];

/// The phrase folded, and where its bytes come from.
pub(super) struct Folded {
    pub(super) text: String,
    /// Positions from which on a byte of the folded text lies so many bytes further in the phrase.
    shifts: Vec<(usize, usize)>,
}

impl Folded {
    pub(super) fn of(phrase: &str) -> Self {
        let mut text = String::with_capacity(phrase.len());
        let mut shifts = Vec::new();
        let mut lost = 0;
        for c in phrase.chars() {
            let folded = fold(c);
            text.push(folded);
            let (before, after) = (c.len_utf8(), folded.len_utf8());
            if before > after {
                lost += before - after;
                shifts.push((text.len(), lost));
            }
        }
        Self { text, shifts }
    }

    /// Where a byte of the folded text stands in the phrase.
    pub(super) fn origin(&self, at: usize) -> usize {
        let passed = self.shifts.partition_point(|(from, _)| *from <= at);
        let lost = passed.checked_sub(1).and_then(|last| self.shifts.get(last)).map_or(0, |(_, lost)| *lost);
        at + lost
    }
}

fn fold(c: char) -> char {
    match c {
        '\0'..='\x7f' => c.to_ascii_lowercase(),
        '\u{3000}' | '\u{a0}' | '\u{2009}' | '\u{202f}' => ' ',
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).map_or(c, |c| c.to_ascii_lowercase()),
        '﹪' => '%',
        '≧' => '≥',
        '≦' => '≤',
        '﹤' => '<',
        '﹥' => '>',
        '【' => '[',
        '】' => ']',
        '「' | '『' => '“',
        '」' | '』' => '”',
        '一'..='鿿' => simplified(c),
        _ => c,
    }
}

/// The simplified form of a traditional character that occurs in a word.
fn simplified(c: char) -> char {
    let found = SIMPLIFIED.binary_search_by_key(&c, |(traditional, _)| *traditional);
    found.ok().and_then(|at| SIMPLIFIED.get(at)).map_or(c, |(_, simple)| *simple)
}
