/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import org.apiguardian.api.API;

/**
 * A device of a kind that is not modelled further, such as {@code video}, {@code input}, {@code tpm} or {@code rng}.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class OtherDeviceXml extends DomainDevice {
    OtherDeviceXml(XmlElement element) {
        super(element);
    }
}
