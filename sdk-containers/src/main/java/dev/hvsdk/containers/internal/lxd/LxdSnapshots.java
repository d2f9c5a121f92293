/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.List;
import java.util.Optional;

/**
 * The snapshots of an instance. The daemon keeps a row of them and not which came from which: that is kept in a key of the
 * configuration, which each snapshot holds a copy of. Thread-safe.
 */
final class LxdSnapshots implements Snapshots {
    private static final String CREATE = "take snapshot";
    private static final String REVERT = "go back to snapshot";
    private static final String DELETE = "delete snapshot";
    private static final String SNAPSHOTS = "snapshots";

    private final Instance instance;

    LxdSnapshots(Instance instance) {
        this.instance = instance;
    }

    private SnapshotTree tree(String operation) {
        JsonNode config = instance.read(operation).path("config");
        JsonNode all = instance.client()
                .read(instance.request("GET", SNAPSHOTS).query("recursion", "1"), instance.errors(operation));
        return SnapshotTree.of(config, all);
    }

    @Override
    public List<Snapshot> list() {
        return tree("list snapshots").list();
    }

    @Override
    public Optional<Snapshot> current() {
        return tree("find snapshot").current();
    }

    @Override
    public Operation<Snapshot> create(SnapshotSpec spec) {
        return instance.change(CREATE, source -> {
            ErrorFactory about = instance.errors(CREATE);
            refuseWhatIsNotThere(spec, about);
            if (spec.withMemory()) {
                instance.require(instance.read(CREATE), CREATE, GuestState.RUNNING);
            }
            String ancestors = tree(CREATE).pathOfCurrent();
            ObjectNode body = Json.object().put("name", spec.name()).put("stateful", spec.withMemory());
            instance.client().change(instance.request("POST", SNAPSHOTS).json(body), about);
            return become(SnapshotTree.below(ancestors, spec.name()), spec.name(), CREATE);
        });
    }

    private Snapshot become(String path, String name, String operation) {
        instance.patchConfig(Json.object().put(SnapshotTree.KEY, path), operation);
        return find(name, operation);
    }

    private Snapshot find(String name, String operation) {
        return tree(operation)
                .find(name)
                .orElseThrow(() -> instance.errors(operation).notFound("there is no snapshot " + name));
    }

    private static void refuseWhatIsNotThere(SnapshotSpec spec, ErrorFactory about) {
        if (spec.quiesce()) {
            throw about.unsupported(Support.Reason.NO_SUCH_CONCEPT, "no agent of LXD freezes file systems");
        }
        if (spec.description().isPresent()) {
            throw about.unsupported(Support.Reason.NO_SUCH_CONCEPT, "a snapshot of LXD has no description");
        }
        spec.storage().ifPresent(storage -> {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT,
                    "the storage pool decides where snapshots are kept, not whoever takes one: " + storage.id());
        });
        if (spec.name().isBlank() || spec.name().contains("/")) {
            throw about.unsupported(Support.Reason.NO_SUCH_CONCEPT, "a snapshot's name has no slash");
        }
    }

    /** An instance that runs is started again by the daemon, which is against a snapshot of one that did not. */
    @Override
    public Operation<GuestInfo> revert(String snapshotId) {
        return instance.change(REVERT, source -> {
            SnapshotTree before = tree(REVERT);
            Snapshot snapshot = before.find(snapshotId)
                    .orElseThrow(() -> instance.errors(REVERT).notFound("there is no snapshot " + snapshotId));
            if (snapshot.state() == GuestState.STOPPED) {
                stopIfActive();
            }
            ObjectNode body = Json.object().put("restore", snapshotId).put("stateful", snapshot.holdsMemory());
            instance.client().change(instance.request("PUT").json(body), instance.errors(REVERT));
            Snapshot ignored = become(before.pathOf(snapshotId), snapshotId, REVERT);
            return instance.context().info();
        });
    }

    private void stopIfActive() {
        if (InstanceJson.state(instance.read(REVERT)).isActive()) {
            JsonNode stop = Json.object().put("action", "stop").put("force", true);
            instance.client().promptly(instance.request("PUT", "state").json(stop), instance.errors(REVERT));
        }
    }

    @Override
    public Operation<String> delete(String snapshotId) {
        return instance.change(DELETE, source -> {
            Snapshot found = find(snapshotId, DELETE);
            instance.client().change(instance.request("DELETE", SNAPSHOTS, found.id()), instance.errors(DELETE));
            return found.id();
        });
    }
}
