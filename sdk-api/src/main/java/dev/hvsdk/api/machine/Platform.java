/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A cloud or virtualization product that a machine is part of, beside the technology it runs on.
 *
 * <p>An open set. A machine of Amazon EC2 is on the platform {@code aws} whether its hypervisor is Nitro or Xen, or there is
 * none. Two platforms with the same id are equal. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Platform {
    private static final Map<String, Platform> KNOWN = new LinkedHashMap<>();

    /** Amazon EC2. */
    public static final Platform AWS = constant("aws", "Amazon EC2");

    /** Google Cloud. */
    public static final Platform GOOGLE_CLOUD = constant("google-cloud", "Google Cloud");

    /** Microsoft Azure. */
    public static final Platform AZURE = constant("azure", "Microsoft Azure");

    /** Alibaba Cloud. */
    public static final Platform ALIBABA_CLOUD = constant("alibaba-cloud", "Alibaba Cloud");

    /** Tencent Cloud. */
    public static final Platform TENCENT_CLOUD = constant("tencent-cloud", "Tencent Cloud");

    /** Oracle Cloud. */
    public static final Platform ORACLE_CLOUD = constant("oracle-cloud", "Oracle Cloud");

    /** IBM Cloud. */
    public static final Platform IBM_CLOUD = constant("ibm-cloud", "IBM Cloud");

    /** DigitalOcean. */
    public static final Platform DIGITAL_OCEAN = constant("digital-ocean", "DigitalOcean");

    /** Hetzner. */
    public static final Platform HETZNER = constant("hetzner", "Hetzner");

    /** UpCloud. */
    public static final Platform UPCLOUD = constant("upcloud", "UpCloud");

    /** Scaleway. */
    public static final Platform SCALEWAY = constant("scaleway", "Scaleway");

    /** Vultr. */
    public static final Platform VULTR = constant("vultr", "Vultr");

    /** Linode. */
    public static final Platform LINODE = constant("linode", "Linode");

    /** netcup. */
    public static final Platform NETCUP = constant("netcup", "netcup");

    /** NWCS. */
    public static final Platform NWCS = constant("nwcs", "NWCS");

    /** e24cloud. */
    public static final Platform E24CLOUD = constant("e24cloud", "e24cloud");

    /** 3DS Outscale. */
    public static final Platform OUTSCALE = constant("outscale", "3DS Outscale");

    /** Exoscale. */
    public static final Platform EXOSCALE = constant("exoscale", "Exoscale");

    /** Huawei Cloud. */
    public static final Platform HUAWEI_CLOUD = constant("huawei-cloud", "Huawei Cloud");

    /** Open Telekom Cloud. */
    public static final Platform OPEN_TELEKOM_CLOUD = constant("open-telekom-cloud", "Open Telekom Cloud");

    /** Oxide. */
    public static final Platform OXIDE = constant("oxide", "Oxide");

    /** Apache CloudStack. */
    public static final Platform CLOUDSTACK = constant("cloudstack", "Apache CloudStack");

    /** ZStack. */
    public static final Platform ZSTACK = constant("zstack", "ZStack");

    /** SmartOS. */
    public static final Platform SMARTOS = constant("smartos", "SmartOS");

    /** OpenStack. */
    public static final Platform OPENSTACK = constant("openstack", "OpenStack");

    /** Nutanix. */
    public static final Platform NUTANIX = constant("nutanix", "Nutanix");

    /** Red Hat. */
    public static final Platform RED_HAT = constant("red-hat", "Red Hat");

    /** Red Hat Virtualization. */
    public static final Platform RHEV = constant("rhev", "Red Hat Virtualization");

    /** oVirt, of which Red Hat Virtualization was made. */
    public static final Platform OVIRT = constant("ovirt", "oVirt");

    /** KubeVirt. */
    public static final Platform KUBEVIRT = constant("kubevirt", "KubeVirt");

    private final String id;
    private final String displayName;

    private Platform(String id, String displayName) {
        this.id = Identifiers.require(id, "platform");
        this.displayName = displayName;
    }

    private static Platform constant(String id, String displayName) {
        Platform platform = new Platform(id, displayName);
        KNOWN.put(id, platform);
        return platform;
    }

    /** The platforms that the SDK knows by name, in the order of the constants. */
    public static Collection<Platform> known() {
        return Collections.unmodifiableCollection(KNOWN.values());
    }

    /** The known platform with this id, if there is one. */
    public static Optional<Platform> find(String id) {
        return Optional.ofNullable(KNOWN.get(id));
    }

    /**
     * The platform with this id, a known one where there is one.
     *
     * @param id lower-case letters, digits and single hyphens
     * @throws IllegalArgumentException if the id is malformed
     */
    public static Platform of(String id) {
        return find(id).orElseGet(() -> new Platform(id, id));
    }

    /** The canonical id, as text and JSON show it: {@code aws}, {@code google-cloud}. */
    public String id() {
        return id;
    }

    /** The name for people: {@code Amazon EC2}. */
    public String displayName() {
        return displayName;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Platform that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** The canonical id. */
    @Override
    public String toString() {
        return id;
    }
}
