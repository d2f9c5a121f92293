/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.Snapshots;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Snapshots that are right but for what is overridden. */
class SnapshotDefect implements Snapshots {
    private final Snapshots real;

    SnapshotDefect(Snapshots real) {
        this.real = real;
    }

    static UnaryOperator<Hypervisor> of(Function<Snapshots, Snapshots> defect) {
        return Defects.handles((host, guest) -> new DelegatingGuest(host, guest) {
            @Override
            public <C extends GuestCapability> Support<C> capability(Class<C> type) {
                Support<C> answer = super.capability(type);
                return type == Snapshots.class
                        ? answer.map(snapshots -> type.cast(defect.apply((Snapshots) snapshots)))
                        : answer;
            }
        });
    }

    @Override
    public List<Snapshot> list() {
        return real.list();
    }

    @Override
    public Optional<Snapshot> current() {
        return real.current();
    }

    @Override
    public Operation<Snapshot> create(SnapshotSpec spec) {
        return real.create(spec);
    }

    @Override
    public Operation<GuestInfo> revert(String snapshotId) {
        return real.revert(snapshotId);
    }

    @Override
    public Operation<String> delete(String snapshotId) {
        return real.delete(snapshotId);
    }

    /** A second snapshot of a name takes the place of the first. */
    static Snapshots replacing(Snapshots real) {
        return new SnapshotDefect(real) {
            @Override
            public Operation<Snapshot> create(SnapshotSpec spec) {
                list().stream()
                        .filter(taken -> taken.name().equals(spec.name()))
                        .forEach(taken -> real.delete(taken.id()).await());
                return super.create(spec);
            }

            @Override
            public List<Snapshot> list() {
                return super.list().stream().distinct().toList();
            }
        };
    }

    /** Children go with their parents. */
    static Snapshots deletingAll(Snapshots real) {
        return new SnapshotDefect(real) {
            @Override
            public Operation<String> delete(String snapshotId) {
                return SmallDefects.done(() -> {
                    real.list().forEach(snapshot -> real.delete(snapshot.id()).await());
                    return snapshotId;
                });
            }
        };
    }

    /** What is not there is nothing to do. */
    static Snapshots lenient(Snapshots real) {
        return new SnapshotDefect(real) {
            @Override
            public Operation<String> delete(String snapshotId) {
                return SmallDefects.done(() -> {
                    try {
                        return real.delete(snapshotId).await();
                    } catch (HypervisorException.NotFound e) {
                        return snapshotId;
                    }
                });
            }
        };
    }

    /** The tree is flat. */
    static Snapshots orphaning(Snapshots real) {
        return new SnapshotDefect(real) {
            @Override
            public Operation<Snapshot> create(SnapshotSpec spec) {
                return new DelegatingOperation<>(
                        super.create(spec),
                        made -> Snapshot.builder(made.id(), made.name(), made.state())
                                .build());
            }
        };
    }

    /** Nothing is the current one. */
    static Snapshots withoutCurrent(Snapshots real) {
        return new SnapshotDefect(real) {
            @Override
            public Optional<Snapshot> current() {
                return Optional.empty();
            }
        };
    }
}
