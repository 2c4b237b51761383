//! The currencies behind signs and letters in front of sums.

/// The code of a currency, or the letters as they are printed: rupees are those of several countries.
pub(super) fn currency(sign: &str) -> &str {
    let sign = sign.rsplit(' ').next().unwrap_or(sign);
    match sign.to_ascii_lowercase().as_str() {
        "a$" | "au$" => "AUD",
        "c$" | "ca$" => "CAD",
        "hk$" => "HKD",
        "nz$" => "NZD",
        "s$" => "SGD",
        "r$" => "BRL",
        "r" => "ZAR",
        "ksh" | "kshs" => "KES",
        "₹" => "INR",
        "₦" => "NGN",
        "₱" => "PHP",
        "₵" => "GHS",
        "rs." => "Rs",
        _ => match sign.chars().last() {
            Some('€') => "EUR",
            Some('£') => "GBP",
            Some('¥') => "CNY",
            Some('$') => "USD",
            _ => sign,
        },
    }
}
