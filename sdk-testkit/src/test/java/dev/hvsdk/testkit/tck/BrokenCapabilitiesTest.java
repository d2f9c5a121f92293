/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.testkit.FakeHost;
import dev.hvsdk.testkit.tck.RichHost.Flaw;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules about capabilities that fakes do not imitate: a host that has all of them, and its flaws. */
@Timeout(300)
class BrokenCapabilitiesTest {
    private static final Map<Flaw, Map<String, String>> EXPECTED = Map.ofEntries(
            Map.entry(Flaw.CONSOLE_IS_TAKEN, Map.of("HV-741", "Conflict")),
            Map.entry(Flaw.CONSOLE_OUTLIVES_CONNECTION, Map.of("HV-742", "ms and hung")),
            Map.entry(Flaw.DISPLAY_TELLS_PASSWORD, Map.of("HV-743", "a display's address holds user information")),
            Map.entry(Flaw.EXIT_CODE_IS_WRONG, Map.of("HV-744", "the exit code is 1 instead of 0")),
            Map.entry(Flaw.COMMAND_GOES_TO_A_SHELL, Map.of("HV-745", "of a command that is not there succeeded")),
            Map.entry(Flaw.LIMIT_IS_IN_KIBIBYTES, Map.of("HV-751", "128 KiB")),
            Map.entry(Flaw.EMPTY_LIMITS_RESET, Map.of("HV-752", "the memory is Optional.empty")),
            Map.entry(Flaw.DEFINITION_IS_EMPTY, Map.of("HV-753", "the text does not name the guest")),
            Map.entry(Flaw.DEFINITION_IS_NO_INPUT, Map.of("HV-754", "it cannot be parsed")),
            Map.entry(Flaw.MIGRATION_COPIES, Map.of("HV-761", "info() of the guest that left succeeded")),
            Map.entry(Flaw.MIGRATION_TO_ITSELF, Map.of("HV-762", "migrateTo() the same host succeeded")),
            Map.entry(Flaw.VOLUME_IS_NOT_DELETED, Map.of("HV-771", "the volume is listed after deleteVolume()")),
            Map.entry(Flaw.VOLUME_IS_REPLACED, Map.of("HV-772", "a second volume succeeded")),
            Map.entry(Flaw.POOL_IS_MADE_UP, Map.of("HV-773", "volumes() succeeded")),
            Map.entry(Flaw.NETWORK_IS_MADE_TWICE, Map.of("HV-774", "a second network succeeded")),
            Map.entry(Flaw.PLAN_CHANGES, Map.of("HV-736", "the steps, planned again,")),
            Map.entry(Flaw.PLAN_FOR_NOTHING, Map.of("HV-737", "plan() succeeded")),
            Map.entry(Flaw.CONSOLE_TAKEN_IS_A_FAILURE, Map.of("HV-748", "open() of a console that is open threw")),
            Map.entry(Flaw.DEFINITION_IS_ANYTHING, Map.of("HV-755", "by a malformed definition succeeded")));

    /** A host that has everything, a second one to migrate to, and an address of nobody. */
    private static TckSubject rich(@Nullable Flaw flaw) {
        RichHost rich = new RichHost(flaw);
        return new BrokenSubject(FakeHost.kvm(), rich::connect) {
            @Override
            public Optional<ConnectSpec> migrationDestination() {
                return Optional.of(ConnectSpec.of(URI.create("fake:kvm?guests=0")));
            }

            @Override
            public Optional<ConnectSpec> unreachable() {
                return Optional.of(ConnectSpec.of(URI.create("fake:kvm?name=nobody")));
            }

            @Override
            public Hypervisor open(ConnectSpec spec) {
                String query = spec.uri().getSchemeSpecificPart();
                if (query.endsWith("name=nobody")) {
                    throw RichHost.ERRORS.asTransient().unreachable("nobody answers");
                }
                return query.endsWith("guests=0") ? FakeHost.kvm().open(spec) : super.open(spec);
            }
        };
    }

    @Test
    void passesAHostThatHasEverything() {
        KitRun run = KitRun.of(() -> rich(null));
        assertThat(run.failures()).isEmpty();
        assertThat(run.skipped().keySet())
                .as("names are unique, the connection cannot be broken, and what nobody can test")
                .containsExactlyInAnyOrder(
                        "HV-306", "HV-510", "HV-610", "HV-807", "HV-1203", "HV-1301", "HV-1302", "HV-1303", "HV-1304");
    }

    @ParameterizedTest
    @EnumSource
    void catches(Flaw flaw) {
        Caught.by(
                () -> rich(flaw), Objects.requireNonNull(EXPECTED.get(flaw), "a flaw that nobody expects anything of"));
    }
}
