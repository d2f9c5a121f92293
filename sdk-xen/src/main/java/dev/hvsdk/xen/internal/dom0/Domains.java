/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.internal.tool.Domain;
import dev.hvsdk.xen.internal.tool.XenTools;
import java.util.List;
import java.util.Optional;

/** The numbers by which Xen knows domains, which change at each start. Immutable. */
final class Domains {
    private final List<Row> rows;

    private Domains(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /** By one call. */
    static Domains read(Dom0 host, ErrorFactory errors) {
        String listing = host.tools().xl(errors, host.patience(), "list", "-v");
        return XenTools.reading(errors, () -> parse(listing));
    }

    static Domains parse(String listing) {
        return new Domains(Domain.parse(listing).stream().map(Row::of).toList());
    }

    /** The one domain of a guest. */
    Row require(GuestId guest, ErrorFactory errors) {
        return find(guest, errors)
                .orElseThrow(() ->
                        errors.remedy("start it, if it is defined").notFound("no domain of this guest is active"));
    }

    /** The one domain of a guest, if it is active. A guest whose file says no UUID is known by its name, which no two domains bear. */
    Optional<Row> find(GuestId guest, ErrorFactory errors) {
        List<Row> found = rows.stream().filter(row -> row.id().equals(guest)).toList();
        if (found.isEmpty()) {
            return rows.stream().filter(row -> row.name().equals(guest.value())).findFirst();
        }
        if (found.size() > 1) {
            throw errors.remedy("destroy all but one; xl gives several domains one UUID if their files do")
                    .conflict("several domains bear its UUID: " + found);
        }
        return Optional.of(found.get(0));
    }

    List<Row> rows() {
        return rows;
    }

    /** One domain. */
    record Row(String name, int number, GuestId id) {
        static Row of(Domain domain) {
            return new Row(domain.name(), domain.id(), GuestId.of(domain.uuid()));
        }

        /** As an argument of a tool. */
        String argument() {
            return Integer.toString(number);
        }
    }
}
