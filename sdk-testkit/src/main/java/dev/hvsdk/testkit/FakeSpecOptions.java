/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestExtension;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.capability.SpecOption;
import dev.hvsdk.api.capability.SpecOptions;
import dev.hvsdk.spi.support.OptionTable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one option that a fake host of KVM has: the machine, which its definition tells. Immutable. */
final class FakeSpecOptions implements SpecOptions {
    private static final OptionTable<Draft> TABLE = OptionTable.<Draft>builder()
            .option(
                    SpecOption.builder("machine", "the machine that is emulated")
                            .choices(List.of("q35", "pc"))
                            .build(),
                    Draft::machine)
            .build();

    /** What a specification may have for a fake host of KVM. Immutable. */
    record Machine(@Nullable String name) implements GuestExtension {}

    /** Not thread-safe. */
    private static final class Draft {
        private @Nullable String machine;

        void machine(String name) {
            machine = name;
        }
    }

    @Override
    public List<SpecOption> options() {
        return TABLE.options();
    }

    @Override
    public GuestExtension extension(Map<String, String> values) {
        return new Machine(TABLE.fill(new Draft(), values).machine);
    }

    static @Nullable String machine(GuestSpec spec) {
        return spec.extension(Machine.class).map(Machine::name).orElse(null);
    }
}
