/** The API for virtualization hosts and guests, and the SPI for backends. */
module dev.hvsdk.api {
    requires static transitive org.apiguardian.api;
    requires static transitive org.jspecify;

    exports dev.hvsdk;
    exports dev.hvsdk.api;
    exports dev.hvsdk.api.capability;
    exports dev.hvsdk.api.machine;
    exports dev.hvsdk.api.unit;
    exports dev.hvsdk.spi;
    exports dev.hvsdk.spi.driver;
    exports dev.hvsdk.spi.support;

    uses dev.hvsdk.spi.HypervisorProvider;
}
