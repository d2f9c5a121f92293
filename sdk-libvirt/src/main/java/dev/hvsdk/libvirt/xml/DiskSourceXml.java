/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What a disk is made of: a file, a block device, a volume of a pool, an image on the network.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DiskSourceXml extends LibvirtXml {
    DiskSourceXml(XmlElement element) {
        super(element);
    }

    /** The path of the file ({@code file}), the block device ({@code dev}) or the directory ({@code dir}). */
    public Optional<String> path() {
        return attribute("file").or(() -> attribute("dev")).or(() -> attribute("dir"));
    }

    /** The pool of a volume. */
    public Optional<String> pool() {
        return attribute("pool");
    }

    /** The volume in the pool. */
    public Optional<String> volume() {
        return attribute("volume");
    }

    /** The protocol of an image on the network: {@code rbd}, {@code nbd}, {@code iscsi}, {@code https}. */
    public Optional<String> protocol() {
        return attribute("protocol");
    }

    /** The name of an image on the network. */
    public Optional<String> name() {
        return attribute("name");
    }

    /** The first host of an image on the network. */
    public Optional<String> host() {
        return attribute("host", "name");
    }
}
