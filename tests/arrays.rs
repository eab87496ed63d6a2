//! Files of arrays as NumPy and safetensors write them, and such files with anything changed in them.

use proptest::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;
use tripletscope::data::arrays::{self, Values};

#[derive(Deserialize)]
struct Expected {
    shape: Vec<usize>,
    values: Option<Vec<f32>>,
    texts: Option<Vec<String>>,
}

fn file(name: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/arrays").join(name)).expect(name)
}

fn expected() -> BTreeMap<String, BTreeMap<String, Expected>> {
    serde_json::from_slice(&file("expected.json")).expect("what make.py writes")
}

#[test]
fn every_type_order_version_and_container_is_read() {
    for (name, arrays) in expected() {
        let read = arrays::read(&file(&name)).unwrap_or_else(|e| panic!("{name}: {e}")).arrays;
        assert_eq!(read.len(), arrays.len(), "{name}");
        for array in read {
            let wanted = &arrays[&array.name];
            assert_eq!(array.shape, wanted.shape, "{name}: {}", array.name);
            match array.values {
                Values::Numbers(values) => assert_eq!(Some(values), wanted.values, "{name}: {}", array.name),
                Values::Texts(texts) => assert_eq!(Some(texts), wanted.texts, "{name}: {}", array.name),
            }
        }
    }
    assert_eq!(arrays::read(&file("tensors.safetensors")).unwrap().notes, [("made".into(), "here".into())]);
}

#[test]
fn lists_of_numbers_in_delimited_text_are_vectors() {
    let read = |text: &str| arrays::read(text.as_bytes()).map(|file| file.arrays);
    let text = "a,b,label,text\n\"[1, -2e-1, 3]\",\"0.5 0 4\",1,\"Why, so?\"\n\"[0, 1, 2]\",\"(1;2;3)\",0,How?\n";
    let found = read(text).unwrap();
    let names: Vec<&str> = found.iter().map(|array| array.name.as_str()).collect();
    assert_eq!(names, ["a", "b", "label", "text"]);
    assert_eq!((&found[0].shape[..], found[0].numbers().unwrap()), (&[2, 3][..], &[1.0, -0.2, 3.0, 0.0, 1.0, 2.0][..]));
    assert_eq!(found[1].numbers().unwrap(), [0.5, 0.0, 4.0, 1.0, 2.0, 3.0]);
    assert_eq!((&found[2].shape[..], found[2].numbers().unwrap()), (&[2][..], &[1.0, 0.0][..]));
    assert_eq!(found[3].texts().unwrap(), ["Why, so?", "How?"]);
    let tabs = read("[1, 2]\t[3, 4]\n[5, 6]\t[7, 8]\n").unwrap();
    assert_eq!((tabs.len(), &tabs[1].shape[..], tabs[1].numbers().unwrap()), (2, &[2, 2][..], &[3.0, 4.0, 7.0, 8.0][..]));
    let refused = |text: &str| read(text).unwrap_err().to_string();
    let short = refused("a\tb\n[1, 2]\t[3, 4]\n[5]\t[7, 8]\n");
    assert!(short.contains("a[3]") && short.contains('2'), "{short}");
    let word = refused("a\tb\n[1, 2]\t[3, 4]\n[5, x]\t[7, 8]\n");
    assert!(word.contains('x') && word.contains('3'), "{word}");
    assert!(refused("question1,question2\nHow?,Why?\n").contains("neither"));
}

#[test]
fn what_is_no_array_of_numbers_is_refused_by_name() {
    let refused = |bytes: &[u8]| arrays::read(bytes).unwrap_err().to_string();
    for (name, found) in [("object", "|O"), ("complex", "<c16"), ("record", "('a', '<f4')")] {
        let problem = refused(&file(&format!("refused-{name}.npy")));
        assert!(problem.contains(found) && problem.contains("f4"), "{problem}");
    }
    assert!(refused(b"").contains("empty"));
    assert!(refused(b"\x89HDF\r\n").contains("HDF5"));
    assert!(refused(b"\x80\x02ccollections").contains("pickled"));
    assert!(refused(b"question1,question2\n").contains("neither"));
    let archive = |name: &str| arrays::npz(&[(name, vec![1, 2, 3])]);
    assert!(refused(&archive("archive/data.pkl")).contains("safetensors.torch.save_file"));
    assert!(refused(&archive("model.weights.h5")).contains("get_weights"));
    assert!(refused(&archive("notes.txt")).contains("notes.txt"));
    let array = arrays::npy_of_floats(&[2], &[1.0, 2.0]);
    assert!(refused(&arrays::npz(&[("a.npy", array.clone()), ("a.npy", array)])).contains("two arrays of this name"));
}

#[test]
fn what_is_damaged_is_refused_with_what_is_wrong() {
    let refused = |bytes: &[u8]| arrays::read(bytes).unwrap_err().to_string();
    let whole = file("f4.npy");
    assert!(refused(&whole[..whole.len() - 1]).contains("ends before"));
    assert!(refused(&whole[..20]).contains("header"));
    let archive = file("stored.npz");
    assert!(refused(&archive[..archive.len() - 30]).contains("ends before"));
    let mut altered = archive.clone();
    altered[150] ^= 1;
    assert!(refused(&altered).contains("checksum"), "{}", refused(&altered));
    let with = |shape: &str| {
        let text = String::from_utf8_lossy(&whole[10..128]).replace("(2, 3), }", &format!("{shape}, }}"));
        [&whole[..8], &(text.len() as u16).to_le_bytes(), text.as_bytes()].concat()
    };
    for shape in ["(99999999999999999999,)", "(-1,)", "(2", "2", "('a',)"] {
        assert!(refused(&with(shape)).contains("header"), "{shape}: {}", refused(&with(shape)));
    }
    for shape in ["(4294967296, 4294967296)", "(65536, 65536, 4294967296)", "(300000000,)"] {
        assert!(refused(&with(shape)).contains("more than"), "{shape}: {}", refused(&with(shape)));
    }
}

#[test]
fn names_and_shapes_however_long_are_told_in_few_words() {
    let long = "n".repeat(6000);
    let tensor = |name: &str, kind: &str, shape: &str, bytes: usize| {
        let header = format!(r#"{{"{name}":{{"dtype":"{kind}","shape":{shape},"data_offsets":[0,{bytes}]}}}}"#);
        [&(header.len() as u64).to_le_bytes(), header.as_bytes(), &vec![0; bytes]].concat()
    };
    let ones = format!("[{}1]", "1,".repeat(3000));
    let list = format!("{long},b\n\"[1, 2]\",\"[3, 4]\"\n");
    let files = [
        tensor(&long, "F32", "[2]", 8),
        tensor("embedding", "F32", &ones, 4),
        tensor(&long, "F4", "[2]", 1),
        tensor(&long, "F32", "[2]", 9),
        tensor(&long, "F32", "[4000000000,4000000000,2]", 8),
        format!("{list}\"[1]\",\"[3, 4]\"\n").into_bytes(),
        format!("{list}\"[1, {long}]\",\"[3, 4]\"\n").into_bytes(),
    ];
    for (k, file) in files.iter().enumerate() {
        let said = tripletscope::training::weights::open(file, &Default::default()).expect_err("no model").to_string();
        assert!(said.ends_with('.') && said.chars().count() < 1200, "{k}: {} characters: {said}", said.chars().count());
    }
}

#[test]
fn what_is_written_is_read_again() {
    let words = ["<UNK>", "größer", "東京", ""];
    let files = [
        ("a.npy", arrays::npy_of_floats(&[2, 2], &[1.0, -2.5, f32::MIN_POSITIVE, 3.0])),
        ("words.npy", arrays::npy_of_texts(&[4], &words)),
        ("rule.npy", arrays::npy_of_texts(&[], &["words"])),
        ("length.npy", arrays::npy_of_whole(64)),
    ];
    let read = arrays::read(&arrays::npz(&files)).unwrap().arrays;
    assert_eq!(read[0].shape, [2, 2]);
    assert_eq!(read[0].numbers().unwrap(), [1.0, -2.5, f32::MIN_POSITIVE, 3.0]);
    assert_eq!(read[1].texts().unwrap(), words);
    assert_eq!((read[2].shape.len(), read[2].texts().unwrap()), (0, &["words".to_string()][..]));
    assert_eq!((read[3].shape.len(), read[3].numbers().unwrap()), (0, &[64.0][..]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]
    #[test]
    fn no_change_of_bytes_makes_the_reader_stop(
        which in 0..6_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in prop::option::of(any::<prop::sample::Index>()),
        size in 1..200_usize,
        known in any::<bool>(),
    ) {
        let names = ["f4.npy", "version-2.npy", "columns-first-4d.npy", "stored.npz", "deflated.npz", "tensors.safetensors"];
        let mut bytes = file(names[which]);
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        // In pieces of any size it is the same.
        let mut pieces = arrays::Pieces::new(if known { bytes.len() } else { 0 });
        bytes.chunks(size).for_each(|piece| pieces.push(piece));
        prop_assert_eq!(format!("{:?}", pieces.end()), format!("{:?}", arrays::read(&bytes)));
        if let Ok(file) = arrays::read(&bytes) {
            for array in file.arrays {
                let values = match &array.values { Values::Numbers(n) => n.len(), Values::Texts(t) => t.len() };
                prop_assert_eq!(array.shape.iter().product::<usize>(), values);
            }
        }
    }

    #[test]
    fn no_bytes_make_the_reader_stop(start in 0..4_usize, bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let starts: [&[u8]; 4] = [b"", b"\x93NUMPY\x01\x00", b"PK\x03\x04", b"\x40\0\0\0\0\0\0\0{"];
        let _ = arrays::read(&[starts[start], &bytes].concat());
    }
}
