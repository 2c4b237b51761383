//! Formats that data are exchanged in.
//!
//! Observations come as long CSV, one row a value:
//!
//! ```csv
//! indicator,period,value,status,published,source
//! rd-intensity,2021,4.41,final,2022-10-01,statistical bulletin
//! ```

mod csv;
mod guard;
