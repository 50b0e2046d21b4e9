//! The cost over the number of origins and of routes, and over the length of a hostile preflight.

use std::error::Error;
use std::fs;
use std::path::Path;

use cors_benches::numbers::Numbers;
use cors_benches::{Cors, Framework, HOSTILE_KIB, ORIGINS, ROUTES};
use plotters::prelude::*;

/// The libraries in the plots, with their names and colours (Okabe and Ito's, which are safe for colour-blind readers).
const LINES: [(Framework, Cors, &str, RGBColor); 8] = [
    (Framework::Axum, Cors::Ours, "ours, axum", RGBColor(213, 94, 0)),
    (Framework::Rocket, Cors::Ours, "ours, Rocket", RGBColor(230, 159, 0)),
    (Framework::Tower, Cors::Ours, "ours, tower", RGBColor(204, 121, 167)),
    (Framework::Axum, Cors::Peer, "tower-http, axum", RGBColor(0, 114, 178)),
    (Framework::Rocket, Cors::Peer, "rocket_cors", RGBColor(86, 180, 233)),
    (Framework::Actix, Cors::Peer, "actix-cors", RGBColor(0, 158, 115)),
    (Framework::Poem, Cors::Peer, "poem", RGBColor(120, 120, 120)),
    (Framework::Salvo, Cors::Peer, "salvo", RGBColor(0, 0, 0)),
];

struct Plot {
    file: &'static str,
    title: &'static str,
    x: &'static str,
    /// Each position on the axis, and the scenario measured there.
    points: Vec<(usize, String)>,
}

pub(crate) fn write(numbers: &Numbers, folder: &Path) {
    let plots = [
        Plot {
            file: "origins.svg",
            title: "An allowed GET, over the same server without CORS",
            x: "listed origins",
            points: ORIGINS.map(|count| (count, format!("origins-{count}-hit"))).into(),
        },
        Plot {
            file: "routes.svg",
            title: "An allowed GET, over the same server without CORS",
            x: "routes of the server",
            points: ROUTES.map(|(count, scenario)| (count, scenario.to_owned())).into(),
        },
        Plot {
            file: "hostile.svg",
            title: "A preflight that asks for the allowed names again and again, in random case",
            x: "bytes of Access-Control-Request-Headers",
            points: HOSTILE_KIB.map(|kib| (kib * 1024, format!("hostile-random-case-{kib}"))).into(),
        },
    ];
    fs::create_dir_all(folder).expect("the folder is writable");
    for plot in plots {
        plot.draw(numbers, &folder.join(plot.file)).expect("the file is writable");
    }
}

impl Plot {
    #[expect(clippy::cast_precision_loss, reason = "numbers of a plot")]
    fn draw(&self, numbers: &Numbers, path: &Path) -> Result<(), Box<dyn Error>> {
        let lines = LINES.map(|(framework, cors, name, color)| {
            let point = |(place, scenario): &(usize, String)| {
                Some((*place as f64, numbers.instructions(framework, cors, scenario)?.max(1) as f64))
            };
            (name, color, self.points.iter().filter_map(point).collect::<Vec<_>>())
        });
        let all = || lines.iter().flat_map(|(_, _, points)| points);
        let most = all().map(|point| point.1).fold(1.0, f64::max);
        let least = all().map(|point| point.1).fold(most, f64::min);
        let (least_x, most_x) = (self.points[0].0 as f64, self.points[self.points.len() - 1].0 as f64);
        let root = SVGBackend::new(path, (820, 460)).into_drawing_area();
        root.fill(&WHITE)?;
        let mut chart = ChartBuilder::on(&root)
            .caption(self.title, ("sans-serif", 18))
            .margin(12)
            .margin_right(160)
            .x_label_area_size(44)
            .y_label_area_size(84)
            .build_cartesian_2d((least_x..most_x).log_scale(), (least / 1.5..most * 1.5).log_scale())?;
        chart
            .configure_mesh()
            .light_line_style(WHITE.mix(0.0))
            .x_desc(self.x)
            .y_desc("instructions (logarithmic)")
            .x_label_formatter(&|value| format!("{value}"))
            .y_label_formatter(&|value| format!("{value}"))
            .label_style(("sans-serif", 13))
            .draw()?;
        let mut names = Vec::new();
        for (name, color, points) in &lines {
            chart.draw_series(LineSeries::new(points.iter().copied(), color.stroke_width(2)))?;
            chart.draw_series(points.iter().map(|point| Circle::new(*point, 3, color.filled())))?;
            if let Some(end) = points.last() {
                names.push((chart.backend_coord(end), *name, *color));
            }
        }
        // Each name is at the end of its line, and below the previous name.
        names.sort_by_key(|((_, y), _, _)| *y);
        let mut below = 0;
        for ((x, y), name, color) in names {
            let y = (y - 6).max(below);
            below = y + 15;
            root.draw(&Text::new(name, (x + 10, y), ("sans-serif", 13).into_font().color(&color)))?;
        }
        root.present()?;
        Ok(())
    }
}
