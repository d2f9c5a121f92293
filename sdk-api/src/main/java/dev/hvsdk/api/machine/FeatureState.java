/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * Whether a {@link CpuFeature} can be used on a machine, and if not, who stands in the way.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum FeatureState {
    /** It is there and nothing stands in the way. */
    USABLE,
    /** The hardware has it; the firmware (BIOS, UEFI) switched it off or left it off, often with a lock. */
    DISABLED_BY_FIRMWARE,
    /** The hardware has it; the kernel was told not to use it, or lacks the driver, the module or the permission. */
    DISABLED_BY_KERNEL,
    /** The machine is a guest, or the privileged system of a hypervisor such as Xen's dom0, and that does not show the feature. */
    HIDDEN_BY_HYPERVISOR,
    /** The hardware does not have it. */
    ABSENT,
    /** It could not be found out; the report says what would be needed. */
    UNKNOWN;

    /** The identifier in text and JSON: lower case with hyphens, such as {@code disabled-by-firmware}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
