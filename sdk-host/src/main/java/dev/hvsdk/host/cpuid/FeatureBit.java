/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.cpuid;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.host.root.Fact;
import org.apiguardian.api.API;

/**
 * A bit of CPUID or of a register that bears on a feature, as the CPU has it: what it makes of the feature is said by a
 * {@link dev.hvsdk.api.machine.FeatureReport}.
 *
 * <p>Immutable.
 *
 * @param feature the feature
 * @param source where it stands and what the maker calls it: {@code CPUID 0x1 ECX bit 5 (VMX)}
 * @param value whether it is set; for a firmware's lock, whether the lock is shut
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record FeatureBit(CpuFeature feature, String source, Fact<Boolean> value) {}
