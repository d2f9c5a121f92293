/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.capability.LiveMigration;
import dev.hvsdk.api.capability.MigrationOptions;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.testkit.tck.RichHost.Flaw;
import java.util.Map;
import java.util.Set;

/** What a guest of a {@link RichHost} has more. */
final class RichGuestCapabilities {
    private RichGuestCapabilities() {}

    static Map<Class<?>, GuestCapability> of(
            RichHost host, Hypervisor connection, Guest guest, Set<RichConsole.Session> sessions) {
        return Map.of(
                Console.class, new RichConsole(host, sessions),
                GuestExec.class, new Exec(host),
                ResourceTuning.class, new Tuning(host, guest),
                NativeDefinition.class, new Definition(host, guest),
                LiveMigration.class, new Migration(host, connection, guest));
    }

    private record Exec(RichHost host) implements GuestExec {
        @Override
        public Operation<ExecResult> run(ExecSpec spec) {
            return host.run("run", () -> {
                if (!spec.command().get(0).equals("true") && !host.has(Flaw.COMMAND_GOES_TO_A_SHELL)) {
                    throw RichHost.notFound("command");
                }
                int exitCode = host.has(Flaw.EXIT_CODE_IS_WRONG) ? 1 : 0;
                return ExecResult.of(exitCode, new byte[0], new byte[0], false);
            });
        }
    }

    private record Tuning(RichHost host, Guest guest) implements ResourceTuning {
        @Override
        public ResourceLimits limits() {
            return host.limits.getOrDefault(
                    guest.id(),
                    ResourceLimits.builder().memory(MemorySize.ofGibibytes(1)).build());
        }

        @Override
        public Operation<ResourceLimits> apply(ResourceLimits limits) {
            return host.run("apply", () -> {
                if (limits.memory().isPresent() || host.has(Flaw.EMPTY_LIMITS_RESET)) {
                    host.limits.put(guest.id(), kept(limits));
                }
                return limits();
            });
        }

        private ResourceLimits kept(ResourceLimits limits) {
            ResourceLimits.Builder kept = ResourceLimits.builder();
            limits.memory()
                    .map(size -> host.has(Flaw.LIMIT_IS_IN_KIBIBYTES) ? MemorySize.ofBytes(size.toKibibytes()) : size)
                    .ifPresent(kept::memory);
            return kept.build();
        }
    }

    private record Definition(RichHost host, Guest guest) implements NativeDefinition {
        @Override
        public String format() {
            return "rich-text";
        }

        @Override
        public String text() {
            return host.has(Flaw.DEFINITION_IS_EMPTY)
                    ? "guest"
                    : "guest " + guest.info().name();
        }

        @Override
        public Operation<GuestInfo> replace(String definition) {
            return host.run("replace", () -> {
                boolean isMalformed = !definition.equals(text()) && !host.has(Flaw.DEFINITION_IS_ANYTHING);
                if (isMalformed || host.has(Flaw.DEFINITION_IS_NO_INPUT)) {
                    throw RichHost.ERRORS.hostFailure("it cannot be parsed");
                }
                return guest.info();
            });
        }
    }

    private record Migration(RichHost host, Hypervisor connection, Guest guest) implements LiveMigration {
        @Override
        @SuppressWarnings("ReferenceEquality") // the very same connection is meant
        public Operation<Guest> migrateTo(Hypervisor destination, MigrationOptions options) {
            return host.run("migrate", () -> destination == connection ? toItself() : move(destination));
        }

        private Guest toItself() {
            if (!host.has(Flaw.MIGRATION_TO_ITSELF)) {
                throw RichHost.conflict("guest");
            }
            return guest;
        }

        private Guest move(Hypervisor destination) {
            Guest moved = destination
                    .define(GuestSpec.builder(guest.info().name()).build())
                    .await();
            moved.start().await();
            if (!host.has(Flaw.MIGRATION_COPIES)) {
                guest.stop().await();
                guest.undefine().await();
            }
            return moved;
        }
    }
}
