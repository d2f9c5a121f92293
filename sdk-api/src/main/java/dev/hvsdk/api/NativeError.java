/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import java.io.Serializable;
import org.apiguardian.api.API;

/**
 * The error as the host's own software gave it, unchanged.
 *
 * <p>A record, because its components are final by nature. Immutable.
 *
 * @param source the software that gave it: {@code libvirt}, {@code docker}, {@code vim25}, {@code errno}
 * @param code its code, as text: {@code VIR_ERR_NO_DOMAIN (42)}, {@code 404}, {@code EACCES}
 * @param text its message
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record NativeError(String source, String code, String text) implements Serializable {
    /** Such as {@code libvirt: VIR_ERR_NO_DOMAIN (42): Domain not found}. */
    @Override
    public String toString() {
        return source + ": " + code + ": " + text;
    }
}
