//! Where the parts of the window stand, and what gives way in a small one.

use egui::{Rect, Vec2};

use crate::app::View;
use crate::ui::tokens::{breakpoint, size, space};

/// The parts of the window for one client area.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "what gives way is independent of each other")]
pub struct Layout {
    /// The whole client area.
    pub area: Rect,
    pub top_bar: Rect,
    /// `None`: a button opens it as a panel.
    pub sidebar: Option<Rect>,
    pub main: Rect,
    pub tray: Rect,
    /// The tray is a bar at the bottom.
    pub tray_is_bar: bool,
    /// Menus stand in one menu, places in one drop-down; actions are words.
    pub menus_folded: bool,
    /// The display title has its own line.
    pub has_title: bool,
    /// Cards give way to the list, unless the person asks for cards here.
    pub prefers_list: bool,
    /// The margin of pages.
    pub margin: f32,
}

impl Layout {
    /// The layout for a client area.
    pub fn of(area: Rect) -> Self {
        let (width, height) = (area.width(), area.height());
        let (top_bar, rest) = area.split_top_bottom_at_y(area.top() + size::TOPBAR);
        let tray_is_bar = width < breakpoint::TRAY;
        let (middle, tray) = if tray_is_bar {
            rest.split_top_bottom_at_y((area.bottom() - size::TRAY_BAR).max(rest.top()))
        } else {
            let wide = if width >= breakpoint::WIDE { size::TRAY_WIDE } else { size::TRAY };
            rest.split_left_right_at_x(area.right() - wide)
        };
        let shows_sidebar = width >= breakpoint::SIDEBAR;
        let (sidebar, main) = if shows_sidebar {
            let (sidebar, main) = middle.split_left_right_at_x(area.left() + size::SIDEBAR);
            (Some(sidebar), main)
        } else {
            (None, middle)
        };
        Self {
            area,
            top_bar,
            sidebar,
            main,
            tray,
            tray_is_bar,
            menus_folded: width < breakpoint::MENUS,
            has_title: height >= breakpoint::TITLE_HEIGHT && width >= breakpoint::CARDS,
            prefers_list: width < breakpoint::CARDS || height < breakpoint::CARDS_HEIGHT,
            margin: if width < breakpoint::TRAY { space::LARGE } else { space::WIDE },
        }
    }

    /// The same for the page of the pack: neither sidebar nor tray; in the tray's place a foot over the whole width.
    #[must_use]
    pub fn of_pack(area: Rect) -> Self {
        let layout = Self::of(area);
        let rest = area.with_min_y(layout.top_bar.bottom());
        let (main, foot) = rest.split_top_bottom_at_y((area.bottom() - size::FOOT).max(rest.top()));
        Self { sidebar: None, main, tray: foot, tray_is_bar: true, ..layout }
    }

    /// The same for the page of all packs: nothing beside it.
    #[must_use]
    pub fn of_packs(area: Rect) -> Self {
        let layout = Self::of(area);
        let main = area.with_min_y(layout.top_bar.bottom());
        let tray = Rect::from_min_max(area.left_bottom(), area.right_bottom());
        Self { sidebar: None, main, tray, tray_is_bar: true, ..layout }
    }

    /// The view that is shown: in a small window the list, until the person asks for cards there.
    pub fn view(&self, wanted: View, asked_here: bool) -> View {
        if self.prefers_list && !asked_here { View::List } else { wanted }
    }

    /// Where the sidebar opens as a panel.
    pub fn sidebar_panel(&self) -> Rect {
        let height = self.tray_top() - self.top_bar.bottom();
        let width = size::SIDEBAR.min(self.area.width() - 2.0 * space::WIDE);
        Rect::from_min_size(self.top_bar.left_bottom(), Vec2::new(width, height))
    }

    fn tray_top(&self) -> f32 {
        if self.tray_is_bar { self.tray.top() } else { self.area.bottom() }
    }

    /// How many cards stand side by side in this width.
    pub fn columns(width: f32) -> usize {
        let fits = ((width + space::MEDIUM) / (size::CARD_MIN_WIDTH + space::MEDIUM)).floor();
        (fits as usize).clamp(1, 4)
    }

    /// The width that cards share.
    pub fn card_width(width: f32, columns: usize) -> f32 {
        let columns = columns.max(1) as f32;
        ((width - (columns - 1.0) * space::MEDIUM) / columns).floor()
    }
}

#[cfg(test)]
mod tests {
    use egui::Pos2;

    use super::*;

    fn layout(width: f32, height: f32) -> Layout {
        Layout::of(Rect::from_min_size(Pos2::ZERO, Vec2::new(width, height)))
    }

    #[test]
    fn windows_of_the_table_are_laid_out_so() {
        let usual = layout(1366.0, 768.0);
        assert!(usual.sidebar.is_some() && !usual.tray_is_bar && usual.has_title);
        assert_eq!(Layout::columns(usual.main.width() - 2.0 * usual.margin), 3);
        let wide = layout(1920.0, 1080.0);
        assert!((wide.tray.width() - size::TRAY_WIDE).abs() < 0.5);
        assert_eq!(Layout::columns(wide.main.width() - 2.0 * wide.margin), 4);
        let low = layout(1366.0, 705.0);
        assert!(!low.has_title && low.sidebar.is_some());
        let middle = layout(1093.0, 614.0);
        assert!(middle.sidebar.is_none() && !middle.tray_is_bar);
        assert_eq!(Layout::columns(middle.main.width() - 2.0 * middle.margin), 3);
        let small = layout(800.0, 600.0);
        assert!(small.tray_is_bar && small.menus_folded && !small.prefers_list);
        assert_eq!(Layout::columns(small.main.width() - 2.0 * small.margin), 3);
        let zoomed = layout(683.0, 384.0);
        assert!(zoomed.prefers_list);
        assert_eq!(zoomed.view(View::Cards, false), View::List);
        assert_eq!(zoomed.view(View::Cards, true), View::Cards);
        assert_eq!(Layout::columns(zoomed.main.width() - 2.0 * zoomed.margin), 2);
    }
}
