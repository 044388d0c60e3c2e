"""What a tablet reports once there is a signal again."""

from tests.samples.sample import Sample

OTHER = {"happened_at": "2026-01-02T09:00:00+00:00"}

SAMPLES: dict[str, Sample] = {
    "look-without-signal": Sample(
        lambda cast, _me: {
            "happened_at": cast.kring.clock.now.isoformat(),
            "address": f"/t/{cast.riverside}/clients/{cast.peggy}",
            "clients": [str(cast.peggy)],
        },
        other=OTHER,
        refused={"address": "/account"},
        names_rows=False,
        changes_nothing=True,
    ),
    "show-key-safe-without-signal": Sample(
        lambda cast, _me: {"happened_at": cast.kring.clock.now.isoformat(), "client": str(cast.peggy)},
        other=OTHER,
        refused={"client": "019acc5b-0000-7000-8000-000000000000"},
        changes_nothing=True,
    ),
}
