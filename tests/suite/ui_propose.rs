//! "Propose a pack for…" in the window: large catalogues, and newer editions beside what is proposed.

use std::sync::Arc;

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rso_toolbox::app::{Command, Dialog, DialogCommand, Page, ProposingCommand, RequestFor, Start};
use rso_toolbox::catalogue::{AudienceId, RelationTarget, file::built_in};
use rso_toolbox::suggest::Tier;
use rso_toolbox::suggest::brief::{Medium, Purpose};

use crate::multiplied::multiplied;
use crate::window::{Opened, Window, clock, id};

fn propose_for(audience: &str) -> [Command; 2] {
    let audience = AudienceId::new(audience).unwrap();
    [Command::Proposing(ProposingCommand::Ask), Command::Proposing(ProposingCommand::ToggleAudience(audience))]
}

#[test]
fn a_large_proposal_is_drawn_in_parts() {
    let catalogue = Arc::new(multiplied(&built_in(), 2_100, 5));
    let mut window = Window::open(Start::fresh(catalogue, clock()), Opened::default());
    window.send(propose_for("trainers"));
    let proposal = window.harness.state().state().proposing.proposal.clone().unwrap();
    let drawn = |window: &Window| {
        let titles =
            proposal.left_out.iter().filter(|item| window.harness.query_all_by_label(&item.title).next().is_some());
        titles.count()
    };
    assert!(proposal.left_out.len() > 1_000);
    let at_first = drawn(&window);
    assert!((1..200).contains(&at_first), "{at_first}");
    window.harness.get_by_label("Show 50 more of what was left out").click_accesskit();
    window.harness.run();
    assert!(drawn(&window) > at_first);
    let words = format!("Add {} resources", window.harness.state().state().proposing.accepted().count());
    assert!(window.harness.query_by_label(&words).is_some(), "{words}: those that are not drawn count too");
}

#[test]
fn a_newer_edition_stands_beside_what_is_proposed() {
    let mut window = Window::usual();
    window.send(propose_for("civil-registration-officials"));
    window.harness.get_by_label("Newer edition exists: Bali Process Toolkit for Inclusive Civil Registration (2023)");
}

#[test]
fn a_newer_edition_of_the_catalogue_is_opened_there() {
    let mut catalogue = built_in();
    let old = id("civil-registration-vital-statistics-toolkit");
    let newer = id("regional-strategic-roadmap");
    let place = catalogue.resources.iter().position(|resource| resource.id == old).unwrap();
    let resource = Arc::make_mut(&mut catalogue.resources[place]);
    let successor = resource.successor().unwrap().clone();
    for relation in resource.relations.iter_mut().filter(|relation| **relation == successor) {
        relation.target = RelationTarget::Resource(newer.clone());
    }
    let mut window = Window::open(Start::fresh(Arc::new(catalogue), clock()), Opened::default());
    window.send([Command::Dialog(DialogCommand::Open(Dialog::Superseded(old)))]);
    window.harness.get_by_label("See the newer edition").click();
    window.harness.run();
    let state = window.harness.state().state();
    assert_eq!((state.browse.open_resource(), state.dialog()), (Some(&newer), None));
}

#[test]
fn without_an_address_a_newer_edition_is_only_told() {
    let mut catalogue = built_in();
    let old = id("civil-registration-vital-statistics-toolkit");
    let place = catalogue.resources.iter().position(|resource| resource.id == old).unwrap();
    Arc::make_mut(&mut catalogue.resources[place]).addresses.clear();
    let mut window = Window::open(Start::fresh(Arc::new(catalogue), clock()), Opened::default());
    window.send([Command::Dialog(DialogCommand::Open(Dialog::Superseded(old)))]);
    assert!(window.harness.query_by_label("Open its page").is_none());
    window.harness.get_by_label("Add the older one");
}

#[test]
fn a_pack_starts_from_a_pasted_request() {
    let mut window = Window::usual();
    window.send([Command::Proposing(ProposingCommand::FromRequest)]);
    let field = "The request, as it was written";
    let node = window.harness.get_by_role_and_label(Role::MultilineTextInput, field);
    assert!(node.accesskit_node().is_focused(), "it is in sight and takes what is typed");
    window.picture("request-empty");
    window
        .harness
        .get_by_role_and_label(Role::MultilineTextInput, field)
        .type_text("30 new border officers, two days, a land crossing without internet.");
    window.harness.run();
    window.harness.get_by_label("Fill the form from it").click();
    window.harness.run();
    let node = |words: &str| window.harness.query_all_by_label_contains(words).count();
    assert_eq!(node("“two days”: 2 to 3 days"), 1);
    assert_eq!(node("Not understood, look whether it matters: “30 new”, “land crossing”"), 1);
    assert_eq!(node("None of these 6 documents can be used without internet yet: no file is in the pack"), 1);
    window.picture("request-pasted");
    window.harness.get_by_label("Essential");
    window.harness.get_by_label("Useful");
    window.harness.get_by_label("Why these?").click_accesskit();
    window.harness.run();
    window.harness.get_by_label("What is proposed for an audience");
    let chosen = window.harness.get_by_label("None").accesskit_node();
    assert_eq!(chosen.toggled(), Some(egui::accesskit::Toggled::True), "no internet is chosen in the form");
}

/// Presses the control whose name begins so.
fn press(window: &mut Window, name: &str) {
    let nodes = window.harness.root().children_recursive();
    let named = nodes.filter(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(name)));
    named.last().unwrap_or_else(|| panic!("{name}")).click_accesskit();
    window.harness.run();
}

#[test]
fn documents_that_cannot_be_printed_are_asked_for_from_the_top_of_the_proposal() {
    let mut window = Window::usual();
    window.send(propose_for("frontline-border-officials"));
    assert!(window.harness.query_by_label_contains("can be printed").is_none(), "nothing asks for paper");
    window.send([Command::Proposing(ProposingCommand::Medium(Some(Medium::Paper)))]);
    let chosen = window.harness.state().state().proposing.accepted().count();
    let words = format!("None of these {chosen} documents can be printed yet: no file is in the pack");
    window.harness.get_by_label(&words);
    press(&mut window, "Request letter…: ");
    let state = window.harness.state().state();
    let Some(Dialog::Request(RequestFor::Items(asked))) = state.dialog() else { panic!("{:?}", state.dialog()) };
    assert_eq!(*asked, state.to_ask_for(state.proposing.accepted()));
    assert!(asked.len() > 1 && asked.len() < chosen, "what has a page need not be asked for: {asked:?}");
    window.send([Command::Dialog(DialogCommand::Close)]);
    press(&mut window, "Make the pack, then enclose documents");
    let state = window.harness.state().state();
    assert_eq!((state.work.items().len(), state.dialog()), (chosen, Some(&Dialog::Documents)));
    assert_eq!(state.browse.page, Page::Pack);
    window.send([Command::Dialog(DialogCommand::Close)]);
    window.send(propose_for("frontline-border-officials"));
    let add = window.harness.get_by_label("Add to pack");
    assert!(add.accesskit_node().is_disabled(), "all of them are in the pack");
}

#[test]
fn tiers_are_chosen_as_a_whole() {
    let mut window = Window::usual();
    window.send(propose_for("policy-makers"));
    window.send([Command::Proposing(ProposingCommand::Purpose(Some(Purpose::Train)))]);
    let of = |window: &Window, tier| window.harness.state().state().proposing.of_tier(tier);
    let (all, ticked) = of(&window, Tier::Background);
    assert!(all > 0 && ticked == 0, "background is offered: {all} {ticked}");
    let essential = of(&window, Tier::Essential);
    assert!(essential.0 > 1 && essential.0 == essential.1);
    press(&mut window, &format!("Essential: all {} go in", essential.0));
    assert_eq!(of(&window, Tier::Essential), (essential.0, 0));
    window.harness.get_by_label_contains(&format!("Chosen: 0 of {} essential", essential.0));
    press(&mut window, &format!("Essential: 0 of {} go in", essential.0));
    assert_eq!(of(&window, Tier::Essential), essential);
}

#[test]
fn what_is_not_taken_over_is_told_once() {
    let mut window = Window::usual();
    window.send([Command::Proposing(ProposingCommand::FromRequest)]);
    let told = |window: &Window| window.harness.query_all_by_label_contains("aken over").count();
    window.send([Command::Proposing(ProposingCommand::Read("For police.".into()))]);
    assert_eq!(told(&window), 1, "nothing was");
    window.send([Command::Proposing(ProposingCommand::Read("For police.\n\nKind regards,\nAnna".into()))]);
    assert_eq!(told(&window), 1, "a signature was left away");
}
