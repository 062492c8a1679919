"""Scripts that make the model files which ship in ``kg/models``. They read a folder of learning material (``--shared``)
that users do not have; nothing here runs when articles are read."""
