/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
// The jars of JNA and HttpClient name their modules in the manifest, which is as stable as a descriptor.
/** The backends of OS-level virtualization: Docker, Podman, LXC, LXD and Incus, and others by their tools. */
@SuppressWarnings("requires-automatic")
module dev.hvsdk.containers {
    requires transitive dev.hvsdk.api;
    requires dev.hvsdk.host;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.sun.jna;
    requires java.logging;
    requires jdk.net;
    requires org.apache.httpcomponents.core5.httpcore5;
    requires static transitive org.apiguardian.api;
    requires static transitive org.jspecify;

    exports dev.hvsdk.containers;

    provides dev.hvsdk.spi.HypervisorProvider with
            dev.hvsdk.containers.backend.DockerProvider,
            dev.hvsdk.containers.backend.IncusProvider,
            dev.hvsdk.containers.backend.JailProvider,
            dev.hvsdk.containers.backend.LxcProvider,
            dev.hvsdk.containers.backend.LxdProvider,
            dev.hvsdk.containers.backend.NspawnProvider,
            dev.hvsdk.containers.backend.OpenVzProvider,
            dev.hvsdk.containers.backend.PodmanProvider,
            dev.hvsdk.containers.backend.VserverProvider,
            dev.hvsdk.containers.backend.ZoneProvider;
}
