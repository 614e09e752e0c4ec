//! Gives the Windows programs their icons, version and manifest; does nothing for other systems.

use std::io::Result;

const FOLDER: &str = "packaging/windows";
const ICONS: &str = "packaging/icons";

fn main() -> Result<()> {
    println!("cargo:rerun-if-changed={FOLDER}/build.rs");
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() != Ok("windows") {
        return Ok(());
    }
    println!("cargo:rerun-if-changed={FOLDER}/rso-toolbox.manifest");
    println!("cargo:rerun-if-changed={ICONS}");
    if std::env::var("CARGO_CFG_TARGET_ENV").as_deref() == Ok("gnu") {
        // The same source gives the same bytes.
        println!("cargo:rustc-link-arg-bins=-Wl,--no-insert-timestamp");
    }
    let mut resource = winresource::WindowsResource::new();
    // The second one is that of pack files; the installers name both by their place in this list.
    resource.set_icon_with_id(&format!("{ICONS}/rso-toolbox.ico"), "1");
    resource.set_icon_with_id(&format!("{ICONS}/rso-pack.ico"), "2");
    resource.set_manifest_file(&format!("{FOLDER}/rso-toolbox.manifest"));
    resource.set("ProductName", "RSO Toolbox");
    resource.set("FileDescription", "RSO Toolbox");
    resource.set("OriginalFilename", "rso-toolbox.exe");
    resource.compile()
}
