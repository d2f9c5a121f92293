/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.Scope;
import dev.hvsdk.libvirt.internal.natives.TypedParams;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.internal.natives.VirStats;
import dev.hvsdk.libvirt.internal.natives.Window;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads all domains by one answer of the host.
 *
 * <p>Only the group that libvirtd answers out of its own memory: those of CPUs, disks and memory wait for each QEMU, or for others
 * who wait for it, and one that hangs would hang the answer for all. What is asked of each domain waits for nobody. Not thread-safe: one reader per listing.
 */
final class BulkReader {
    /** {@code virDomainStatsTypes}. */
    private static final int STATE = 1;

    /** {@code struct _virDomainStatsRecord}: the domain, its parameters, their number. */
    private static final int PARAMS = 8;

    private static final int COUNT = 16;

    private final Inventory inventory;
    private final long connection;
    private final int flags;
    private final DomainReader reader;

    BulkReader(Inventory inventory, long connection, int flags) {
        this.inventory = inventory;
        this.connection = connection;
        this.flags = flags;
        this.reader = inventory.reader();
    }

    /** State and reason, and nothing else. */
    Inventory.Batch states() {
        return read(rows -> rows.forEach(row -> row.readState(reader)));
    }

    /** State and reason; then memory, CPUs and CPU time of each. */
    Inventory.Batch inTurn() {
        return read(rows -> rows.forEach(row -> row.read(reader, Set.of())));
    }

    /** State and reason; then memory, CPUs and CPU time of each, on several threads. */
    Inventory.Batch inParallel() {
        return read(rows -> {
            Set<GuestId> suspects = inventory.link().unanswering(Hanging.PATIENCE);
            inventory.link().share(rows, part -> read(part, suspects));
        });
    }

    /** On one thread of several. */
    private void read(List<Row> part, Set<GuestId> suspects) {
        DomainReader own = inventory.reader();
        part.forEach(row -> row.read(own, suspects));
    }

    private Inventory.Batch read(Consumer<List<Row>> reading) {
        try (Scope scope = new Scope()) {
            long out = scope.int64();
            int count = Vir.check(VirStats.virConnectGetAllDomainStats(connection, STATE, out, flags));
            long records = Mem.int64(out);
            try {
                List<Row> rows = rows(records, count);
                reading.accept(rows);
                return batch(rows);
            } finally {
                VirStats.virDomainStatsRecordListFree(records);
            }
        }
    }

    private List<Row> rows(long records, int count) {
        List<Row> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long entry = reader.window().int64(records + (long) Long.BYTES * i);
            rows.add(new Row(reader.window(), entry));
        }
        return rows;
    }

    private Inventory.Batch batch(List<Row> rows) {
        Inventory.Batch batch = new Inventory.Batch();
        rows.forEach(row -> row.addTo(batch, inventory, reader));
        return batch;
    }

    /** One domain; used by one thread after another. */
    private static final class Row {
        private static final byte[] STATE = ascii("state.state");
        private static final byte[] REASON = ascii("state.reason");

        private final long domain;
        private int state;
        private int reason;
        private @Nullable GuestInfo info;
        private @Nullable VirException failure;

        Row(Window window, long entry) {
            domain = window.int64(entry);
            long params = window.int64(entry + PARAMS);
            int count = window.int32(entry + COUNT);
            for (int i = 0; i < count; i++) {
                long param = params + (long) TypedParams.SIZE * i;
                read(window, param, param + TypedParams.VALUE);
            }
        }

        private static byte[] ascii(String name) {
            return name.getBytes(StandardCharsets.US_ASCII);
        }

        private void read(Window window, long name, long value) {
            if (window.isText(name, STATE)) {
                state = window.int32(value);
            } else if (window.isText(name, REASON)) {
                reason = window.int32(value);
            }
        }

        void readState(DomainReader reader) {
            attempt(() -> reader.begin(domain, state, reason).build());
        }

        void read(DomainReader reader, Set<GuestId> suspects) {
            attempt(() -> {
                if (!suspects.isEmpty() && suspects.contains(reader.id(domain))) {
                    Hanging.refuse(domain);
                }
                return reader.read(domain, state, reason);
            });
        }

        private void attempt(Supplier<GuestInfo> reading) {
            try {
                info = reading.get();
            } catch (VirException e) {
                failure = e;
            }
        }

        void addTo(Inventory.Batch batch, Inventory inventory, DomainReader reader) {
            VirException failed = failure;
            GuestInfo read = info;
            if (failed != null) {
                inventory.unreadable(domain, reader, failed).ifPresent(batch.unreadable()::add);
            } else if (read != null) {
                batch.guests().add(read);
            }
        }
    }
}
