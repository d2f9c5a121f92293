/**
 * The machine we stand on: which virtualization layers it runs in, what its CPU and platform can do, and which devices could
 * be passed through.
 */
// The jars of JNA and MINA SSHD name their modules in the manifest, which is as stable as a descriptor.
@SuppressWarnings("requires-automatic")
module dev.hvsdk.host {
    requires transitive dev.hvsdk.api;
    requires com.fasterxml.jackson.databind;
    requires com.sun.jna;
    requires java.logging;
    requires java.xml;
    requires static org.apache.sshd.osgi;
    requires static transitive org.apiguardian.api;
    requires static transitive org.jspecify;

    exports dev.hvsdk.host;
    exports dev.hvsdk.host.command;
    exports dev.hvsdk.host.cpuid;
    exports dev.hvsdk.host.doctor;
    exports dev.hvsdk.host.passthrough;
    exports dev.hvsdk.host.root;
    exports dev.hvsdk.host.signal;
    exports dev.hvsdk.host.ssh;
    exports dev.hvsdk.host.topology;
    exports dev.hvsdk.host.workload;
}
