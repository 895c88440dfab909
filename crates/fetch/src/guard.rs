//! Which addresses the public internet may be reached at; everything else is somebody's own network.
//!
//! The rows are those of the IANA registries of special-purpose addresses for IPv4 and IPv6, and the addresses at
//! which clouds hand out the secrets of the machines they run. An IPv6 address that carries an IPv4 address inside
//! (mapped, NAT64, 6to4) is as public as the address inside.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Networks of IPv4 that are not the public internet: first address, length of the prefix.
const SPECIAL_V4: [(Ipv4Addr, u32); 16] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8),        // this network
    (Ipv4Addr::new(10, 0, 0, 0), 8),       // private
    (Ipv4Addr::new(100, 64, 0, 0), 10),    // shared behind a carrier's NAT
    (Ipv4Addr::new(127, 0, 0, 0), 8),      // loopback
    (Ipv4Addr::new(169, 254, 0, 0), 16),   // link-local, and the metadata of most clouds
    (Ipv4Addr::new(172, 16, 0, 0), 12),    // private
    (Ipv4Addr::new(192, 0, 0, 0), 24),     // protocol assignments
    (Ipv4Addr::new(192, 0, 2, 0), 24),     // documentation
    (Ipv4Addr::new(192, 88, 99, 0), 24),   // relays of 6to4, withdrawn
    (Ipv4Addr::new(192, 168, 0, 0), 16),   // private
    (Ipv4Addr::new(198, 18, 0, 0), 15),    // benchmarks
    (Ipv4Addr::new(198, 51, 100, 0), 24),  // documentation
    (Ipv4Addr::new(203, 0, 113, 0), 24),   // documentation
    (Ipv4Addr::new(224, 0, 0, 0), 4),      // multicast
    (Ipv4Addr::new(240, 0, 0, 0), 4),      // reserved, and the broadcast address
    (Ipv4Addr::new(168, 63, 129, 16), 32), // the wire server of Azure: a public number that only its guests reach
];

/// Networks of IPv6 that are not the public internet: first address, length of the prefix.
const SPECIAL_V6: [(Ipv6Addr, u32); 12] = [
    (Ipv6Addr::UNSPECIFIED, 96), // unspecified, loopback, and the withdrawn IPv4-compatible ones
    (Ipv6Addr::new(0x64, 0xff9b, 1, 0, 0, 0, 0, 0), 48), // NAT64 of one's own network
    (Ipv6Addr::new(0x100, 0, 0, 0, 0, 0, 0, 0), 64), // discard
    (Ipv6Addr::new(0x100, 0, 0, 1, 0, 0, 0, 0), 64), // dummy prefix
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23), // protocol assignments: Teredo, ORCHID, benchmarks
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32), // documentation
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20), // documentation
    (Ipv6Addr::new(0x5f00, 0, 0, 0, 0, 0, 0, 0), 16), // segment routing
    (Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7),  // unique local
    (Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10), // link-local
    (Ipv6Addr::new(0xfec0, 0, 0, 0, 0, 0, 0, 0), 10), // site-local, withdrawn
    (Ipv6Addr::new(0xff00, 0, 0, 0, 0, 0, 0, 0), 8),  // multicast
];

/// Networks that a setting may open for a named host: the machine itself and networks that organisations number.
const OWN_V4: [(Ipv4Addr, u32); 5] = [
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
];

/// The same for IPv6.
const OWN_V6: [(Ipv6Addr, u32); 2] = [
    (Ipv6Addr::LOCALHOST, 128),
    (Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7),
];

/// Metadata services that sit inside those networks; no setting opens them.
const METADATA: [IpAddr; 3] = [
    IpAddr::V4(Ipv4Addr::new(100, 100, 100, 200)), // Alibaba
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254)), // Amazon
    IpAddr::V6(Ipv6Addr::new(0xfd20, 0xce, 0, 0, 0, 0, 0, 0x254)), // Google
];

/// Whether the address belongs to the public internet.
/// False for every row of the IANA special-purpose registries, and for cloud metadata.
///
/// ```
/// use dateline_fetch::guard::is_public;
///
/// assert!(is_public("93.184.216.34".parse()?));
/// assert!(!is_public("169.254.169.254".parse()?));
/// assert!(!is_public("::ffff:127.0.0.1".parse()?));
/// # Ok::<(), std::net::AddrParseError>(())
/// ```
pub fn is_public(address: IpAddr) -> bool {
    match plain(address) {
        IpAddr::V4(address) => !SPECIAL_V4.iter().any(|net| holds_v4(*net, address)),
        IpAddr::V6(address) => !SPECIAL_V6.iter().any(|net| holds_v6(*net, address)),
    }
}

/// Whether a setting that names the host may open the address.
/// True for public addresses, loopback and private networks; never for link-local, multicast, reserved or metadata.
pub fn may_be_allowed(address: IpAddr) -> bool {
    let address = plain(address);
    if METADATA.contains(&address) {
        return false;
    }
    let own = match address {
        IpAddr::V4(address) => OWN_V4.iter().any(|net| holds_v4(*net, address)),
        IpAddr::V6(address) => OWN_V6.iter().any(|net| holds_v6(*net, address)),
    };
    own || is_public(address)
}

/// The IPv4 address inside a mapped, NAT64 or 6to4 address; any other as it is.
fn plain(address: IpAddr) -> IpAddr {
    let IpAddr::V6(v6) = address else {
        return address;
    };
    let inside = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        IpAddr::V4(Ipv4Addr::new(a, b, c, d))
    };
    match v6.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            inside(high, low)
        }
        [0x2002, high, low, ..] => inside(high, low),
        _ => address,
    }
}

fn holds_v4((first, prefix): (Ipv4Addr, u32), address: Ipv4Addr) -> bool {
    (first.to_bits() ^ address.to_bits()).leading_zeros() >= prefix
}

fn holds_v6((first, prefix): (Ipv6Addr, u32), address: Ipv6Addr) -> bool {
    (first.to_bits() ^ address.to_bits()).leading_zeros() >= prefix
}

#[cfg(test)]
mod tests {
    use super::*;

    /// First and last address inside, and the neighbours outside where those are public.
    const ROWS: [(&str, &str, &str, &str); 30] = [
        ("", "0.0.0.0", "0.255.255.255", "1.0.0.0"),
        ("9.255.255.255", "10.0.0.0", "10.255.255.255", "11.0.0.0"),
        (
            "100.63.255.255",
            "100.64.0.0",
            "100.127.255.255",
            "100.128.0.0",
        ),
        (
            "126.255.255.255",
            "127.0.0.0",
            "127.255.255.255",
            "128.0.0.0",
        ),
        (
            "169.253.255.255",
            "169.254.0.0",
            "169.254.255.255",
            "169.255.0.0",
        ),
        (
            "172.15.255.255",
            "172.16.0.0",
            "172.31.255.255",
            "172.32.0.0",
        ),
        ("191.255.255.255", "192.0.0.0", "192.0.0.255", "192.0.1.0"),
        ("192.0.1.255", "192.0.2.0", "192.0.2.255", "192.0.3.0"),
        (
            "192.88.98.255",
            "192.88.99.0",
            "192.88.99.255",
            "192.88.100.0",
        ),
        (
            "192.167.255.255",
            "192.168.0.0",
            "192.168.255.255",
            "192.169.0.0",
        ),
        (
            "198.17.255.255",
            "198.18.0.0",
            "198.19.255.255",
            "198.20.0.0",
        ),
        (
            "198.51.99.255",
            "198.51.100.0",
            "198.51.100.255",
            "198.51.101.0",
        ),
        (
            "203.0.112.255",
            "203.0.113.0",
            "203.0.113.255",
            "203.0.114.0",
        ),
        ("223.255.255.255", "224.0.0.0", "239.255.255.255", ""),
        ("", "240.0.0.0", "255.255.255.255", ""),
        (
            "168.63.129.15",
            "168.63.129.16",
            "168.63.129.16",
            "168.63.129.17",
        ),
        ("", "::", "::ffff:ffff", "::1:0:0"),
        (
            "64:ff9b:0:ffff::",
            "64:ff9b:1::",
            "64:ff9b:1:ffff:ffff:ffff:ffff:ffff",
            "64:ff9b:2::",
        ),
        (
            "ff:ffff:ffff:ffff::",
            "100::",
            "100::ffff:ffff:ffff:ffff",
            "",
        ),
        (
            "",
            "100:0:0:1::",
            "100:0:0:1:ffff:ffff:ffff:ffff",
            "100:0:0:2::",
        ),
        (
            "2000:ffff::",
            "2001::",
            "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
            "2001:200::",
        ),
        (
            "2001:db7:ffff::",
            "2001:db8::",
            "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
            "2001:db9::",
        ),
        (
            "3ffe:ffff::",
            "3fff::",
            "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
            "3fff:1000::",
        ),
        (
            "5eff:ffff::",
            "5f00::",
            "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            "5f01::",
        ),
        (
            "fbff:ffff::",
            "fc00::",
            "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            "fe00::",
        ),
        (
            "fe7f:ffff::",
            "fe80::",
            "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            "",
        ),
        ("", "fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", ""),
        ("", "ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", ""),
        ("", "fd00:ec2::254", "fd20:ce::254", ""),
        ("", "169.254.169.254", "100.100.100.200", ""),
    ];

    fn parse(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn every_special_network_is_refused_up_to_its_borders_and_not_beyond() {
        for (below, first, last, above) in ROWS {
            for inside in [first, last] {
                assert!(!is_public(parse(inside)), "{inside}");
            }
            for outside in [below, above].into_iter().filter(|text| !text.is_empty()) {
                assert!(is_public(parse(outside)), "{outside}");
            }
        }
    }

    #[test]
    fn every_row_has_its_borders_among_the_tests() {
        let firsts: Vec<IpAddr> = ROWS.iter().map(|row| parse(row.1)).collect();
        for (first, _) in SPECIAL_V4 {
            assert!(firsts.contains(&IpAddr::V4(first)), "{first}");
        }
        for (first, _) in SPECIAL_V6 {
            assert!(firsts.contains(&IpAddr::V6(first)), "{first}");
        }
    }

    #[test]
    fn an_address_inside_an_address_decides() {
        for (outer, public) in [
            ("::ffff:127.0.0.1", false),
            ("::ffff:169.254.169.254", false),
            ("::ffff:93.184.216.34", true),
            ("64:ff9b::10.0.0.1", false),
            ("64:ff9b::93.184.216.34", true),
            ("2002:7f00:1::1", false),
            ("2002:c0a8:101::", false),
            ("2002:5db8:d822::1", true),
            ("2001:0:4136:e378:8000:63bf:3fff:fdd2", false),
        ] {
            assert_eq!(is_public(parse(outer)), public, "{outer}");
        }
    }

    #[test]
    fn what_people_browse_is_public() {
        for address in [
            "1.1.1.1",
            "93.184.216.34",
            "8.8.8.8",
            "2606:4700::1111",
            "2a00:1450:4001:81b::200e",
        ] {
            assert!(is_public(parse(address)), "{address}");
        }
    }

    #[test]
    fn a_setting_opens_own_networks_and_nothing_that_hands_out_secrets() {
        for address in [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.7",
            "172.20.0.2",
            "100.64.0.1",
            "::1",
            "fd12::1",
            "1.1.1.1",
            "::ffff:10.0.0.1",
        ] {
            assert!(may_be_allowed(parse(address)), "{address}");
        }
        for address in [
            "169.254.169.254",
            "fe80::1",
            "100.100.100.200",
            "fd00:ec2::254",
            "fd20:ce::254",
            "192.0.0.192",
            "168.63.129.16",
            "224.0.0.1",
            "ff02::1",
            "0.0.0.0",
            "::",
            "255.255.255.255",
            "::ffff:169.254.169.254",
        ] {
            assert!(!may_be_allowed(parse(address)), "{address}");
        }
    }
}
