//! Series from files, and the questions that are asked of them.

use std::error::Error;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use flate2::read::MultiGzDecoder;

/// One file of series, or those of it that one protocol is for.
pub struct Set {
    pub name: String,
    /// Whether all values are positive, and relative errors mean something.
    pub positive: bool,
    pub series: usize,
    pub questions: Vec<Question>,
}

/// What was known at an origin, and what came then.
pub struct Question {
    /// The series and the origin.
    pub id: String,
    pub known: Vec<f64>,
    pub came: Vec<f64>,
}

struct Series {
    id: String,
    values: Vec<f64>,
    known: usize,
}

/// Reads `id,domain,n_train,train,test` and asks: of most files for the test values, of indicators of the
/// Sustainable Development Goals for three values at each of four origins.
pub fn sets(path: &Path) -> Result<Vec<Set>, Box<dyn Error>> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.split('.').next().unwrap_or_default();
    let series = read(path)?;
    if !name.starts_with("sdg") {
        return Ok(vec![set(name.into(), true, &series, |series| vec![(series.known, series.values.len())])]);
    }
    let (positive, other): (Vec<_>, Vec<_>) =
        series.into_iter().partition(|series| series.values.iter().all(|value| *value > 0.0));
    let origins = |series: &Series| {
        let end = series.values.len();
        [3, 5, 7, 9]
            .iter()
            .filter_map(|before| end.checked_sub(*before))
            .map(|origin| (origin, origin + 3))
            .collect()
    };
    Ok(vec![
        set(name.into(), true, &positive, origins),
        set(format!("{name}, with zeros or negative values"), false, &other, origins),
    ])
}

fn set(
    name: String,
    positive: bool,
    series: &[Series],
    spans: impl Fn(&Series) -> Vec<(usize, usize)>,
) -> Set {
    let mut questions = Vec::new();
    for one in series {
        for (origin, end) in spans(one) {
            let (known, came) = (one.values.get(..origin), one.values.get(origin..end));
            if let (Some(known @ [_, ..]), Some(came)) = (known, came) {
                let id = format!("{}@{origin}", one.id);
                questions.push(Question { id, known: known.to_vec(), came: came.to_vec() });
            }
        }
    }
    Set { name, positive, series: series.len(), questions }
}

fn read(path: &Path) -> Result<Vec<Series>, Box<dyn Error>> {
    let mut text = String::new();
    let mut file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    if path.extension().is_some_and(|extension| extension == "gz") {
        MultiGzDecoder::new(file).read_to_string(&mut text)?;
    } else {
        file.read_to_string(&mut text)?;
    }
    let mut all = Vec::new();
    for record in csv::Reader::from_reader(text.as_bytes()).records() {
        let record = record?;
        let [id, _, _, train, test] = [0, 1, 2, 3, 4].map(|cell| record.get(cell).unwrap_or_default());
        let numbers =
            |cell: &str| cell.split_ascii_whitespace().map(str::parse).collect::<Result<Vec<_>, _>>();
        let mut values: Vec<f64> = numbers(train)?;
        let known = values.len();
        values.extend(numbers(test)?);
        all.push(Series { id: id.into(), values, known });
    }
    Ok(all)
}
