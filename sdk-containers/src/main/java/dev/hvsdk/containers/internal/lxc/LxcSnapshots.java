/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.containers.internal.host.Names;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.support.ErrorFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Snapshots by lxc-snapshot: copies of the root and the configuration of a container that is stopped. Thread-safe. */
final class LxcSnapshots implements Snapshots {
    private final GuestContext guest;
    private final LxcEngine engine;
    private final Tools tools;

    private LxcSnapshots(GuestContext guest, LxcEngine engine, Tools tools) {
        this.guest = guest;
        this.engine = engine;
        this.tools = tools;
    }

    static Support<Snapshots> of(GuestContext guest, LxcEngine engine, Tools tools) {
        Folder folder = engine.folder(guest.id());
        // What no container can be called is no path to look at; there is none, as any call says then.
        Optional<LxcConfig> config = Names.isSafe(guest.id().value()) ? folder.tryConfig() : Optional.empty();
        if (config.filter(folder::hasForeignRoot).isPresent()) {
            return Support.unavailable(
                    Support.Reason.HOST_MISCONFIGURED,
                    "its root is a directory of the host outside of its own, of which LXC makes no copies",
                    "make it by a template, which gives it a root of its own");
        }
        if (config.filter(LxcSnapshots::isCopiedByRsync).isPresent()
                && !engine.ground().hasProgram("rsync")) {
            return Support.unavailable(
                    Support.Reason.MISSING_SOFTWARE,
                    "LXC copies such a root by rsync, which is not there",
                    "install the package rsync");
        }
        return Support.available(new LxcSnapshots(guest, engine, tools));
    }

    /** Without it LXC fails in the middle, which on the way back is after the container is gone. */
    private static boolean isCopiedByRsync(LxcConfig config) {
        String root = config.find("lxc.rootfs.path").orElse("");
        return root.startsWith("/") || root.startsWith("dir:") || root.startsWith("overlay");
    }

    private SnapshotNotes notes() {
        return new SnapshotNotes(engine.ground(), engine.directory(guest.id()));
    }

    @Override
    public List<Snapshot> list() {
        guest.host().state().checkOpen();
        GuestInfo ignored = guest.info();
        return read("list snapshots", () -> {
            SnapshotNotes notes = notes();
            List<Snapshot> all = new ArrayList<>();
            for (String id : notes.ids()) {
                all.add(snapshot(notes, id));
            }
            return parentsFirst(all);
        });
    }

    @Override
    public Optional<Snapshot> current() {
        guest.host().state().checkOpen();
        GuestInfo ignored = guest.info();
        return read("read current snapshot", () -> {
            SnapshotNotes notes = notes();
            Optional<String> id = notes.current();
            return id.isPresent() ? Optional.of(snapshot(notes, id.get())) : Optional.empty();
        });
    }

    private static Snapshot snapshot(SnapshotNotes notes, String id) throws IOException {
        Snapshot.Builder snapshot = Snapshot.builder(id, notes.name(id), GuestState.STOPPED);
        notes.comment(id).ifPresent(snapshot::description);
        notes.time(id).ifPresent(snapshot::createdAt);
        notes.parent(id).ifPresent(snapshot::parent);
        return snapshot.build();
    }

    static List<Snapshot> parentsFirst(List<Snapshot> all) {
        List<Snapshot> left = new ArrayList<>(all);
        left.sort(
                Comparator.comparing((Snapshot snapshot) -> snapshot.createdAt().isEmpty())
                        .thenComparing(snapshot ->
                                snapshot.createdAt().map(Object::toString).orElse(""))
                        .thenComparing(Snapshot::id));
        List<Snapshot> ordered = new ArrayList<>();
        Optional<Snapshot> next = nextOf(left, ordered);
        while (next.isPresent()) {
            ordered.add(next.get());
            left.remove(next.get());
            next = nextOf(left, ordered);
        }
        // Notes that somebody changed by hand may make a circle.
        ordered.addAll(left);
        return List.copyOf(ordered);
    }

    private static Optional<Snapshot> nextOf(List<Snapshot> left, List<Snapshot> ordered) {
        List<String> there = ordered.stream().map(Snapshot::id).toList();
        return left.stream()
                .filter(snapshot -> snapshot.parent().map(there::contains).orElse(true))
                .findFirst();
    }

    @Override
    public Operation<Snapshot> create(SnapshotSpec spec) {
        guest.host().state().checkOpen();
        return guest.change("create snapshot", source -> {
            refuseWhatLxcHasNot(spec);
            List<String> made = new ArrayList<>();
            engine.act(
                    "create snapshot",
                    guest.id(),
                    EnumSet.of(GuestState.STOPPED),
                    (errors, name) -> made.add(read("create snapshot", () -> make(errors, name, spec))));
            return read("create snapshot", () -> snapshot(notes(), made.get(0)));
        });
    }

    private void refuseWhatLxcHasNot(SnapshotSpec spec) {
        ErrorFactory errors = guest.errors("create snapshot");
        if (spec.withMemory() || spec.quiesce()) {
            throw errors.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT, "lxc-snapshot takes containers that are stopped, without memory");
        }
        if (spec.storage().isPresent()) {
            throw errors.unsupported(Support.Reason.NO_SUCH_CONCEPT, "LXC keeps all snapshots in one place");
        }
    }

    private String make(ErrorFactory errors, String name, SnapshotSpec spec) throws IOException {
        SnapshotNotes notes = notes();
        for (String id : notes.ids()) {
            if (notes.name(id).equals(spec.name())) {
                throw errors.conflict("there is a snapshot of this name already");
            }
        }
        List<String> before = notes.directories();
        try {
            take(errors, name, spec);
            String id = added(errors, notes, before);
            notes.add(id, spec.name());
            return id;
        } catch (IOException | HypervisorException e) {
            removeLeftovers(errors, notes, before);
            throw e;
        }
    }

    private void take(ErrorFactory errors, String name, SnapshotSpec spec) throws IOException {
        if (spec.description().isEmpty()) {
            tools.change(errors, tools.command("lxc-snapshot", "-n", name));
            return;
        }
        Path comment = engine.ground().temporary(spec.description().get());
        try {
            tools.change(errors, tools.command("lxc-snapshot", "-n", name, "-c", comment.toString()));
        } finally {
            engine.ground().delete(comment);
        }
    }

    private static String added(ErrorFactory errors, SnapshotNotes notes, List<String> before) throws IOException {
        List<String> added =
                notes.ids().stream().filter(id -> !before.contains(id)).toList();
        if (added.size() != 1) {
            throw errors.hostFailure("lxc-snapshot has made " + added + " in the place of one snapshot");
        }
        return added.get(0);
    }

    /** What lxc-snapshot does not clear away itself, and would list without a time. */
    private void removeLeftovers(ErrorFactory errors, SnapshotNotes notes, List<String> before) throws IOException {
        for (String id : notes.directories()) {
            if (!before.contains(id)) {
                new Folder(engine.ground(), notes.directory(id)).delete(errors);
            }
        }
    }

    @Override
    public Operation<GuestInfo> revert(String snapshotId) {
        guest.host().state().checkOpen();
        return guest.change("revert to snapshot", source -> {
            requireKnown(guest.errors("revert to snapshot"), snapshotId);
            if (guest.info().state() != GuestState.STOPPED) {
                engine.stop(guest.id());
            }
            engine.act("revert to snapshot", guest.id(), EnumSet.of(GuestState.STOPPED), (errors, name) -> {
                requireKnown(errors, snapshotId);
                tools.change(errors, tools.command("lxc-snapshot", "-n", name, "-r", snapshotId));
                read("revert to snapshot", () -> {
                    notes().setCurrent(snapshotId);
                    return snapshotId;
                });
                engine.states().remember(name, GuestState.STOPPED, StateReason.FROM_SNAPSHOT);
            });
            return guest.info();
        });
    }

    @Override
    public Operation<String> delete(String snapshotId) {
        guest.host().state().checkOpen();
        return guest.change("delete snapshot", source -> {
            engine.act("delete snapshot", guest.id(), EnumSet.allOf(GuestState.class), (errors, name) -> {
                requireKnown(errors, snapshotId);
                read("delete snapshot", () -> {
                    SnapshotNotes notes = notes();
                    SnapshotNotes.Gone gone = notes.going(snapshotId);
                    tools.change(errors, tools.command("lxc-snapshot", "-n", name, "-d", snapshotId));
                    notes.remove(gone);
                    return snapshotId;
                });
            });
            return snapshotId;
        });
    }

    private void requireKnown(ErrorFactory errors, String id) {
        if (!read("read snapshots", () -> notes().ids()).contains(id)) {
            throw errors.notFound("it has no snapshot " + id);
        }
    }

    private <T> T read(String operation, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw guest.errors(operation)
                    .cause(e)
                    .hostFailure("the directory of its snapshots cannot be used: " + e.getMessage());
        }
    }

    /** What needs files. */
    private interface Reading<T> {
        T read() throws IOException;
    }
}
