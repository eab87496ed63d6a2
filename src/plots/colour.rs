//! Colour maps, as lookup tables between a few anchors.
//!
//! Sequential: cividis (Nuñez, Anderton and Renslow 2018). Diverging: vik on light and berlin on dark ground (Crameri 2018, scientific colour maps).
//! All three keep their order for people with any kind of colour blindness.

/// Red, green and blue.
pub type Colour = [u8; 3];

/// Which quantity it is can be told from the colours alone: similarities are sequential, gradients and differences diverging.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Map {
    /// cividis.
    Sequential,
    /// vik.
    DivergingLight,
    /// berlin.
    DivergingDark,
}

const CIVIDIS: [u32; 10] = [0x00224e, 0x123570, 0x3b496c, 0x575d6d, 0x707173, 0x8a8678, 0xa59c74, 0xc3b369, 0xe1cc55, 0xfee838];
const VIK: [u32; 11] = [0x001261, 0x033e7d, 0x1e6f9d, 0x71a8c4, 0xc9dde7, 0xece5e0, 0xeacebd, 0xd39774, 0xbe6533, 0x8b2706, 0x590008];
const BERLIN: [u32; 11] = [0x9eb0ff, 0x5ba4db, 0x2d7597, 0x1a4256, 0x11191e, 0x120c0a, 0x280d01, 0x501803, 0x8a3f2a, 0xc4756a, 0xffadad];

impl Map {
    /// By its name in programs.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "sequential" => Some(Self::Sequential),
            "diverging-light" => Some(Self::DivergingLight),
            "diverging-dark" => Some(Self::DivergingDark),
            _ => None,
        }
    }

    /// 256 colours from the lowest value to the highest.
    pub fn table(self) -> [Colour; 256] {
        let anchors: &[u32] = match self {
            Self::Sequential => &CIVIDIS,
            Self::DivergingLight => &VIK,
            Self::DivergingDark => &BERLIN,
        };
        std::array::from_fn(|i| {
            let place = i as f32 / 255.0 * (anchors.len() - 1) as f32;
            let below = (place as usize).min(anchors.len() - 2);
            mix(channels(anchors[below]), channels(anchors[below + 1]), place - below as f32)
        })
    }
}

/// From `0xrrggbb`.
pub fn channels(rgb: u32) -> Colour {
    [(rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8]
}

fn mix(a: Colour, b: Colour, share: f32) -> Colour {
    std::array::from_fn(|k| (f32::from(a[k]) + share * (f32::from(b[k]) - f32::from(a[k]))).round() as u8)
}
